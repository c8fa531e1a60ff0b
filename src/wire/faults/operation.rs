//! Single operations that panic or fail.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

/// How an operation breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The handler panics.
    Panic,
    /// The handler ends with an internal failure.
    Fail,
}

static SEEDED: LazyLock<RwLock<HashMap<String, Fault>>> = LazyLock::new(|| {
    let named = std::env::var("ROSETTA_HR_FAULTS").unwrap_or_default();
    RwLock::new(parse(&named))
});

/// Breaks an operation from now on.
pub fn set(op_id: &str, fault: Fault) {
    let mut seeded = SEEDED.write().unwrap_or_else(PoisonError::into_inner);
    seeded.insert(op_id.to_owned(), fault);
}

/// Mends an operation.
pub fn clear(op_id: &str) {
    SEEDED.write().unwrap_or_else(PoisonError::into_inner).remove(op_id);
}

/// The fault of an operation, if it has one.
pub(crate) fn of(op_id: &str) -> Option<Fault> {
    SEEDED.read().unwrap_or_else(PoisonError::into_inner).get(op_id).copied()
}

fn parse(named: &str) -> HashMap<String, Fault> {
    let entries = named.split(',').filter_map(|entry| {
        let (op_id, fault) = entry.trim().split_once('=')?;
        let fault = match fault {
            "panic" => Fault::Panic,
            "fail" => Fault::Fail,
            _ => return None,
        };
        Some((op_id.to_owned(), fault))
    });
    entries.collect()
}
