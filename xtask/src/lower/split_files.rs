//! Types with files: a form can carry one, JSON cannot, so what travels both ways is two types.

use std::collections::BTreeSet;

use crate::ir::{Media, MediaKind, Operation, Text, Type, TypeId, TypeKind, Use};
use crate::tree::Spot;

use super::draft::Draft;
use super::graph::{bodies, closure, each_in_use, each_use, held};

/// Gives multipart bodies types of their own where the same ones are JSON elsewhere, and makes
/// plain text of every file that is not a part of such a body.
pub fn split(drafts: &mut Vec<Draft>, kept: &mut [(Operation, Spot)]) {
    let edges: Vec<Vec<TypeId>> = drafts.iter().map(|d| held(&d.def)).collect();
    let (mut forms, mut in_json) = (BTreeSet::new(), BTreeSet::new());
    for media in kept.iter().flat_map(|(operation, _)| bodies(operation)) {
        if media.kind == MediaKind::Multipart {
            let own = forms_of(drafts, roots(media));
            // A part that is an object is JSON itself.
            let parts = own.iter().filter(|id| is_struct(&drafts[id.0]));
            let parts = parts.flat_map(|id| edges[id.0].iter().copied());
            in_json.extend(closure(&edges, parts));
            forms.extend(own);
        } else {
            in_json.extend(closure(&edges, roots(media)));
        }
    }
    for (operation, _) in kept.iter() {
        for param in &operation.params {
            let mut roots = Vec::new();
            each_in_use(&mut param.value.clone(), &mut |id| roots.push(*id));
            in_json.extend(closure(&edges, roots));
        }
    }
    let both: Vec<TypeId> = forms.intersection(&in_json).copied().collect();
    for id in both {
        if is_struct(&drafts[id.0]) && holds_file(&mut drafts[id.0]) {
            let form = TypeId(drafts.len());
            drafts.push(copy(&drafts[id.0]));
            redirect(drafts, kept, &forms, (id, form));
        }
    }
    for id in in_json {
        each_use(&mut drafts[id.0].def.kind, &mut no_file);
    }
}

/// The types that a form consists of: its object, or those of all variants.
fn forms_of(drafts: &[Draft], roots: Vec<TypeId>) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    let mut open = roots;
    while let Some(id) = open.pop() {
        if found.insert(id) && !is_struct(&drafts[id.0]) {
            open.extend(held(&drafts[id.0].def));
        }
    }
    found
}

fn is_struct(draft: &Draft) -> bool {
    matches!(draft.def.kind, TypeKind::Struct(_))
}

/// Lets multipart bodies, and the unions that they are, hold the copy.
fn redirect(
    drafts: &mut [Draft],
    kept: &mut [(Operation, Spot)],
    forms: &BTreeSet<TypeId>,
    (from, to): (TypeId, TypeId),
) {
    let mut turn = |id: &mut TypeId| {
        if *id == from {
            *id = to;
        }
    };
    let asked = kept.iter_mut().flat_map(|(operation, _)| &mut operation.body);
    for media in asked.flat_map(|body| &mut body.media) {
        if media.kind == MediaKind::Multipart {
            each_in_use(&mut media.value, &mut turn);
        }
    }
    for id in forms {
        if !is_struct(&drafts[id.0]) {
            super::graph::each_in_type(&mut drafts[id.0].def.kind, &mut turn);
        }
    }
}

fn roots(media: &Media) -> Vec<TypeId> {
    let mut roots = Vec::new();
    each_in_use(&mut media.value.clone(), &mut |id| roots.push(*id));
    roots
}

fn holds_file(draft: &mut Draft) -> bool {
    let mut found = false;
    each_use(&mut draft.def.kind, &mut |used| found |= is_file(used));
    found
}

fn is_file(used: &Use) -> bool {
    match &used.ty {
        Type::List(inner) | Type::Map(inner) => is_file(inner),
        ty => matches!(ty, Type::File),
    }
}

/// A file, or each file of a list or map, as the text that it is within JSON.
pub fn no_file(used: &mut Use) {
    match &mut used.ty {
        Type::File => used.ty = Type::Text(Text::Plain),
        Type::List(inner) | Type::Map(inner) => no_file(inner),
        _ => {}
    }
}

fn copy(of: &Draft) -> Draft {
    let mut def = of.def.clone();
    def.wire = format!("{} (form)", def.wire);
    let words = |suffix: &str| {
        let plain = of.ladder.first().into_iter().flatten().cloned();
        plain.chain([suffix.to_string()]).collect::<Vec<String>>()
    };
    Draft {
        def,
        ladder: vec![words("form"), words("parts")],
        owner: of.owner,
        component: false,
        spot: of.spot,
        faults: of.faults.clone(),
        discriminator: None,
    }
}
