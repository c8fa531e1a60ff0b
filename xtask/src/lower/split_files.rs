//! Types with files: a form can carry one, JSON cannot, so that what travels both ways is two types.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Media, MediaKind, Operation, Type, TypeId};
use crate::tree::Spot;

use super::draft::Draft;
use super::graph::{bodies, closure, each_in_type, each_in_use, each_use, held};

/// Gives multipart bodies types of their own where another body holds the same ones.
pub fn split(drafts: &mut Vec<Draft>, kept: &mut [(Operation, Spot)]) {
    let edges: Vec<Vec<TypeId>> = drafts.iter().map(|d| held(&d.def)).collect();
    let (mut in_form, mut elsewhere) = (BTreeSet::new(), BTreeSet::new());
    for media in kept.iter().flat_map(|(operation, _)| bodies(operation)) {
        let reached = closure(&edges, roots(media));
        match media.kind {
            MediaKind::Multipart => in_form.extend(reached),
            _ => elsewhere.extend(reached),
        }
    }
    let holding: BTreeSet<TypeId> =
        (0..drafts.len()).map(TypeId).filter(|id| holds_file(&mut drafts[id.0])).collect();
    let has_file = |id: &TypeId| closure(&edges, [*id]).iter().any(|r| holding.contains(r));
    let both: Vec<TypeId> = in_form.intersection(&elsewhere).copied().filter(has_file).collect();
    let mut copies: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    for id in &both {
        copies.insert(*id, TypeId(drafts.len()));
        drafts.push(copy(&drafts[id.0]));
    }
    let mut redirect = |id: &mut TypeId| {
        if let Some(copy) = copies.get(id) {
            *id = *copy;
        }
    };
    let asked = kept.iter_mut().flat_map(|(operation, _)| &mut operation.body);
    for media in asked.flat_map(|body| &mut body.media) {
        if media.kind == MediaKind::Multipart {
            each_in_use(&mut media.value, &mut redirect);
        }
    }
    for id in in_form.iter().filter(|id| !elsewhere.contains(id)).chain(copies.values()) {
        each_in_type(&mut drafts[id.0].def.kind, &mut redirect);
    }
}

fn roots(media: &Media) -> Vec<TypeId> {
    let mut roots = Vec::new();
    each_in_use(&mut media.value.clone(), &mut |id| roots.push(*id));
    roots
}

fn holds_file(draft: &mut Draft) -> bool {
    let mut found = false;
    each_use(&mut draft.def.kind, &mut |used| {
        found |= match &used.ty {
            Type::List(item) => matches!(item.ty, Type::File),
            ty => matches!(ty, Type::File),
        };
    });
    found
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
