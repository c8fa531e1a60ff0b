//! The error matrix: every operation × every status that its document names, provoked and read.

mod failing;
mod invalid;
mod limited;
mod oversized;
mod refused;
mod succeeding;
mod wrong_values;

use std::collections::BTreeMap;
use std::pin::Pin;

use tokio::sync::OnceCell;

use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::process::say;

pub use succeeding::SUCCEEDING;

/// Sent wherever a value can be sent; no answer to a refused request may repeat it.
pub const MARKER: &str = "m4rk3r-9f27";

/// One pass over the operations, run once however many tests ask for its findings.
pub struct Pass {
    run: fn() -> Pin<Box<dyn Future<Output = Findings> + Send>>,
    found: OnceCell<Findings>,
}

impl Pass {
    pub const fn new(run: fn() -> Pin<Box<dyn Future<Output = Findings> + Send>>) -> Pass {
        Pass { run, found: OnceCell::const_new() }
    }

    pub async fn findings(&self) -> &Findings {
        self.found.get_or_init(|| (self.run)()).await
    }
}

/// Statuses of which not one may be missing.
const ALWAYS: [u16; 4] = [401, 403, 404, 429];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_documented_status_is_provoked() {
    let passes = [
        &refused::WITHOUT_TOKEN,
        &refused::WITHOUT_RIGHT,
        &refused::WITHOUT_RECORD,
        &refused::WITH_WRONG_TYPE,
        &refused::TWICE,
        &invalid::INVALID,
        &limited::LIMITED,
        &failing::FAILING,
        &SUCCEEDING,
    ];
    let mut all = Findings::default();
    for pass in passes {
        all.join(pass.findings().await.clone());
    }
    let mut shares: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
    let mut missing = Vec::new();
    for operation in &SHIFTCARE.operations {
        for status in &operation.statuses {
            let share = shares.entry(*status).or_default();
            let seen = all.seen.contains(&(operation.id.clone(), *status));
            share.0 += usize::from(seen);
            share.1 += 1;
            if !seen {
                missing.push(format!("{} {status}", operation.id));
            }
        }
    }
    let seen: usize = shares.values().map(|(seen, _)| seen).sum();
    let documented: usize = shares.values().map(|(_, all)| all).sum();
    let rows = shares.iter().map(|(status, (seen, all))| format!("{status} {seen}/{all}"));
    let rows = rows.collect::<Vec<_>>().join(", ");
    say(&format!("statuses provoked: {seen} of {documented} documented pairs ({rows})"));
    for status in ALWAYS {
        let (seen, all) = shares[&status];
        assert_eq!(seen, all, "{status}: not provoked everywhere: {missing:?}");
    }
    if failing::POSSIBLE {
        assert_eq!(seen, documented, "missing: {missing:?}");
    } else {
        missing.retain(|pair| !pair.ends_with(" 500"));
        assert!(missing.is_empty(), "missing: {missing:?}");
    }
}
