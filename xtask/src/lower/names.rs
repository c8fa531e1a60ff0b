//! Names of types: components choose first, inline ones next, reserved words never.

use crate::ir::TypeKind;
use crate::names::{Claim, Noun, Scope, sound, words};

use super::draft::Draft;

/// A name for each type, in their order.
pub fn of_types(drafts: &[Draft]) -> Vec<Claim> {
    let mut scope = Scope::reserving(words::TYPES);
    let mut claims: Vec<Option<Claim>> = drafts.iter().map(|_| None).collect();
    for components in [true, false] {
        for (i, draft) in drafts.iter().enumerate().filter(|(_, d)| d.component == components) {
            let claim = scope.claim(i, &ladder(draft));
            if let Some(slot) = claims.get_mut(i) {
                *slot = Some(claim);
            }
        }
    }
    claims.into_iter().flatten().collect()
}

fn ladder(draft: &Draft) -> Vec<Vec<String>> {
    let mut ladder: Vec<Vec<String>> = Vec::new();
    for words in &draft.ladder {
        ladder.push(sound(words.clone(), Noun::Type));
    }
    let kind = match &draft.def.kind {
        TypeKind::Enum(_) if !draft.component => "code",
        TypeKind::Union(_) if !draft.component => "choice",
        _ => "model",
    };
    // Two components of one name are a fault; only a reserved word may move aside.
    let reserved = |plain: &Vec<String>| words::TYPES.contains(&plain.concat().as_str());
    if let Some(plain) = ladder.first().filter(|p| !draft.component || reserved(p)) {
        let longer = plain.iter().cloned().chain([kind.to_string()]).collect();
        ladder.push(longer);
    }
    ladder
}
