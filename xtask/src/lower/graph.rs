//! The graph of types: what refers to what, who reaches what, and renumbering.

use std::collections::BTreeSet;

use crate::ir::{Media, Operation, Type, TypeDef, TypeId, TypeKind, Use, Wrap};

/// Calls `visit` with every reference below a use.
pub fn each_in_use(used: &mut Use, visit: &mut dyn FnMut(&mut TypeId)) {
    match &mut used.ty {
        Type::Ref(id) => visit(id),
        Type::List(inner) | Type::Map(inner) => each_in_use(inner, visit),
        _ => {}
    }
}

/// Calls `visit` with every use that a type holds directly.
pub fn each_use(kind: &mut TypeKind, visit: &mut dyn FnMut(&mut Use)) {
    match kind {
        TypeKind::Struct(of) => {
            of.fields.iter_mut().for_each(|f| visit(&mut f.value));
            if let Some(rest) = &mut of.rest {
                visit(rest);
            }
        }
        TypeKind::Alias(value) => visit(value),
        TypeKind::Union(of) => of.variants.iter_mut().for_each(|v| visit(&mut v.value)),
        TypeKind::Enum(_) => {}
    }
}

pub fn each_in_type(kind: &mut TypeKind, visit: &mut dyn FnMut(&mut TypeId)) {
    each_use(kind, &mut |used| each_in_use(used, visit));
}

/// Bodies and parameters that are sent to the server.
pub fn each_asked(operation: &mut Operation, visit: &mut dyn FnMut(&mut TypeId)) {
    for param in &mut operation.params {
        each_in_use(&mut param.value, visit);
    }
    for media in operation.body.iter_mut().flat_map(|b| &mut b.media) {
        each_in_use(&mut media.value, visit);
    }
}

/// Bodies that the server answers.
pub fn each_answered(operation: &mut Operation, visit: &mut dyn FnMut(&mut TypeId)) {
    for response in &mut operation.responses {
        for media in &mut response.media {
            each_in_use(&mut media.value, visit);
        }
        match &mut response.wrap {
            Wrap::Constant(body) | Wrap::Data { body, .. } | Wrap::Page { body, .. } => visit(body),
            Wrap::Empty | Wrap::Bare => {}
        }
    }
}

/// All bodies of an operation.
pub fn bodies(operation: &Operation) -> impl Iterator<Item = &Media> {
    let asked = operation.body.iter().flat_map(|b| &b.media);
    asked.chain(operation.responses.iter().flat_map(|r| &r.media))
}

/// The references that a type holds.
pub fn held(def: &TypeDef) -> Vec<TypeId> {
    let mut ids = Vec::new();
    each_in_type(&mut def.kind.clone(), &mut |id| ids.push(*id));
    ids
}

/// Everything that can be reached from some types, these included.
pub fn closure(edges: &[Vec<TypeId>], from: impl IntoIterator<Item = TypeId>) -> BTreeSet<TypeId> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<TypeId> = from.into_iter().collect();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(edges.get(id.0).into_iter().flatten().copied());
        }
    }
    seen
}

/// What an operation sends, and what it gets, all reachable types included.
pub fn reach(operation: &Operation, edges: &[Vec<TypeId>]) -> (BTreeSet<TypeId>, BTreeSet<TypeId>) {
    let mut copy = operation.clone();
    let (mut asked, mut answered) = (Vec::new(), Vec::new());
    each_asked(&mut copy, &mut |id| asked.push(*id));
    each_answered(&mut copy, &mut |id| answered.push(*id));
    (closure(edges, asked), closure(edges, answered))
}
