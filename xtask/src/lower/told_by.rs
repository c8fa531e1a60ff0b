//! How the variants of each union are told apart, decided when all types are complete.

use std::collections::BTreeSet;

use crate::ir::{EnumRepr, Field, Literal, Struct, ToldBy, Type, TypeDef, TypeKind, Use, Variant};

use super::draft::Draft;

/// Fills `told_by` of every union.
pub fn decide(drafts: &mut [Draft]) {
    let defs: Vec<TypeDef> = drafts.iter().map(|d| d.def.clone()).collect();
    for draft in drafts.iter_mut() {
        let discriminator = draft.discriminator.take();
        if let TypeKind::Union(union) = &mut draft.def.kind {
            union.told_by = told_by(&union.variants, discriminator, &defs);
        }
    }
}

fn told_by(
    variants: &[Variant],
    discriminator: Option<(String, Vec<Vec<String>>)>,
    defs: &[TypeDef],
) -> ToldBy {
    if let Some((wire, values)) = discriminator {
        return ToldBy::Field { wire, values };
    }
    let types: Vec<BTreeSet<&str>> =
        variants.iter().map(|v| json_types(&v.value, defs, 0)).collect();
    if disjoint(&types) {
        return ToldBy::JsonType;
    }
    let structs: Option<Vec<&Struct>> = variants.iter().map(|v| record(&v.value, defs)).collect();
    let Some(structs) = structs else { return ToldBy::Order };
    by_value(&structs, defs).or_else(|| by_key(&structs)).unwrap_or(ToldBy::Order)
}

/// The JSON types that a value may have, whole numbers and others being one.
fn json_types<'d>(value: &Use, defs: &'d [TypeDef], depth: usize) -> BTreeSet<&'d str> {
    let mut types: BTreeSet<&str> = match &value.ty {
        Type::Bool => ["boolean"].into(),
        Type::Int { tolerant: true, .. } => ["number", "string"].into(),
        Type::Int { .. } | Type::Decimal | Type::Float => ["number"].into(),
        Type::Text(_) | Type::File => ["string"].into(),
        Type::List(_) => ["array"].into(),
        Type::Map(_) => ["object"].into(),
        Type::Any => ["boolean", "number", "string", "array", "object", "null"].into(),
        Type::Ref(id) => match defs.get(id.0).map(|d| &d.kind) {
            Some(TypeKind::Struct(_)) => ["object"].into(),
            Some(TypeKind::Enum(e)) if e.tolerant => ["number", "string"].into(),
            Some(TypeKind::Enum(e)) if e.repr == EnumRepr::Int => ["number"].into(),
            Some(TypeKind::Enum(_)) => ["string"].into(),
            Some(TypeKind::Alias(value)) => json_types(value, defs, depth + 1),
            Some(TypeKind::Union(union)) if depth < 8 => {
                let all = union.variants.iter();
                all.flat_map(|v| json_types(&v.value, defs, depth + 1)).collect()
            }
            _ => ["boolean", "number", "string", "array", "object", "null"].into(),
        },
    };
    if value.nullable {
        types.insert("null");
    }
    types
}

fn disjoint(sets: &[BTreeSet<&str>]) -> bool {
    let count: usize = sets.iter().map(BTreeSet::len).sum();
    let all: BTreeSet<&str> = sets.iter().flatten().copied().collect();
    count == all.len()
}

fn record<'d>(value: &Use, defs: &'d [TypeDef]) -> Option<&'d Struct> {
    match &value.ty {
        Type::Ref(id) if !value.nullable => match defs.get(id.0).map(|d| &d.kind) {
            Some(TypeKind::Struct(of)) => Some(of),
            _ => None,
        },
        _ => None,
    }
}

/// A key that all require and that has texts of its own in each.
fn by_value(structs: &[&Struct], defs: &[TypeDef]) -> Option<ToldBy> {
    let first = structs.first()?;
    first.fields.iter().find_map(|candidate| {
        let mut values: Vec<Vec<String>> = Vec::new();
        for of in structs {
            let field = of.fields.iter().find(|f| f.wire == candidate.wire)?;
            let own = codes(field, defs)?;
            if values.iter().flatten().any(|v| own.contains(v)) {
                return None;
            }
            values.push(own);
        }
        Some(ToldBy::Field { wire: candidate.wire.clone(), values })
    })
}

/// The texts that a required field may hold, where they are listed.
fn codes(field: &Field, defs: &[TypeDef]) -> Option<Vec<String>> {
    if !field.value.required || field.value.nullable {
        return None;
    }
    match (&field.constant, &field.value.ty) {
        (Some(Literal::Text(text)), _) => Some(vec![text.clone()]),
        (None, Type::Ref(id)) => match defs.get(id.0).map(|d| &d.kind) {
            Some(TypeKind::Enum(of)) if of.repr == EnumRepr::Text && !of.tolerant => {
                Some(of.members.iter().map(|m| m.wire.clone()).collect())
            }
            _ => None,
        },
        _ => None,
    }
}

/// In each variant a key that it requires and that no other has.
fn by_key(structs: &[&Struct]) -> Option<ToldBy> {
    let mut keys = Vec::new();
    for (i, of) in structs.iter().enumerate() {
        let others = || structs.iter().enumerate().filter(move |(j, _)| *j != i);
        let own = of.fields.iter().find(|f| {
            let unknown = |(_, s): (usize, &&Struct)| !s.fields.iter().any(|g| g.wire == f.wire);
            f.value.required && others().all(unknown)
        });
        keys.push(own?.wire.clone());
    }
    Some(ToldBy::Key(keys))
}
