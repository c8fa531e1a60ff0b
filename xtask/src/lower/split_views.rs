//! `readOnly` and `writeOnly`: two views of a type, but only where they differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Field, Operation, TypeId, TypeKind};
use crate::tree::Spot;

use super::draft::Draft;
use super::graph::{closure, each_asked, each_in_type, held, reach};

/// Splits types that are sent and got and differ in both directions, and drops from every
/// view the fields that never travel its way.
pub fn split(drafts: &mut Vec<Draft>, kept: &mut [(Operation, Spot)]) {
    let edges: Vec<Vec<TypeId>> = drafts.iter().map(|d| held(&d.def)).collect();
    let mut asked = BTreeSet::new();
    let mut answered = BTreeSet::new();
    for (operation, _) in kept.iter() {
        let (sent, got) = reach(operation, &edges);
        asked.extend(sent);
        answered.extend(got);
    }
    let directed: BTreeSet<TypeId> =
        (0..drafts.len()).map(TypeId).filter(|id| is_directed(&drafts[id.0])).collect();
    // A type that reaches a directed one has two views as well.
    let differs = |id: &TypeId| closure(&edges, [*id]).iter().any(|r| directed.contains(r));
    let both: Vec<TypeId> =
        asked.intersection(&answered).copied().filter(|id| differs(id)).collect();
    let mut request_view: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    for id in &both {
        let copy = TypeId(drafts.len());
        let draft = &drafts[id.0];
        let mut def = draft.def.clone();
        def.wire = format!("{} (request)", def.wire);
        let words = |suffix: &str| {
            let plain = draft.ladder.first().into_iter().flatten().cloned();
            plain.chain([suffix.to_string()]).collect::<Vec<String>>()
        };
        let view = Draft {
            def,
            ladder: vec![words("input"), words("request")],
            owner: draft.owner,
            component: false,
            spot: draft.spot,
            faults: draft.faults.clone(),
            discriminator: None,
        };
        drafts.push(view);
        request_view.insert(*id, copy);
    }
    let mut redirect = |id: &mut TypeId| {
        if let Some(view) = request_view.get(id) {
            *id = *view;
        }
    };
    for (operation, _) in kept.iter_mut() {
        each_asked(operation, &mut redirect);
    }
    let only_asked: Vec<TypeId> = asked.difference(&answered).copied().collect();
    let copies: Vec<TypeId> = both.iter().filter_map(|id| request_view.get(id).copied()).collect();
    for id in only_asked.into_iter().chain(copies) {
        each_in_type(&mut drafts[id.0].def.kind, &mut redirect);
        drop_fields(&mut drafts[id.0], |f| f.read_only);
    }
    for id in answered {
        if !asked.contains(&id) || both.contains(&id) {
            drop_fields(&mut drafts[id.0], |f| f.write_only);
        }
    }
}

fn is_directed(draft: &Draft) -> bool {
    match &draft.def.kind {
        TypeKind::Struct(of) => of.fields.iter().any(|f| f.read_only || f.write_only),
        _ => false,
    }
}

fn drop_fields(draft: &mut Draft, never_travels: fn(&Field) -> bool) {
    if let TypeKind::Struct(of) = &mut draft.def.kind {
        of.fields.retain(|f| !never_travels(f));
    }
}
