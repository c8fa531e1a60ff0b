//! The error matrix: every operation × every status that its document names, provoked and read.

mod failing;
mod invalid;
mod limited;
mod oversized;
mod own;
mod refused;
mod succeeding;
mod wrong_values;

use std::collections::BTreeMap;
use std::pin::Pin;

use tokio::sync::OnceCell;

use crate::document::{DOCUMENTS, Document};
use crate::findings::Findings;
use crate::process::say;

pub use succeeding::SUCCEEDING;

/// Sent wherever a value can be sent; no answer to a refused request may repeat it.
pub const MARKER: &str = "m4rk3r-9f27";

/// What a pass does with one API.
type Run = fn(&'static Document) -> Pin<Box<dyn Future<Output = Findings> + Send>>;

/// One pass over the operations of every API, run once however many tests ask for its findings.
pub struct Pass {
    run: Run,
    found: OnceCell<Findings>,
}

impl Pass {
    pub const fn new(run: Run) -> Pass {
        Pass { run, found: OnceCell::const_new() }
    }

    pub async fn findings(&self) -> &Findings {
        let run = || async {
            let mut all = Findings::default();
            for document in DOCUMENTS.iter() {
                all.join((self.run)(document).await);
            }
            all
        };
        self.found.get_or_init(run).await
    }
}

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
        &oversized::OVERSIZED,
        &failing::FAILING,
        &own::OWN,
        &SUCCEEDING,
    ];
    let mut all = Findings::default();
    for pass in passes {
        all.join(pass.findings().await.clone());
    }
    let missing: Vec<String> = DOCUMENTS.iter().flat_map(|d| missing(d, &all)).collect();
    assert!(missing.is_empty(), "not provoked: {missing:?}");
}

/// Prints what was provoked of one API; answers what was not and could have been.
fn missing(document: &'static Document, all: &Findings) -> Vec<String> {
    let mut shares: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
    let mut missing = Vec::new();
    for operation in &document.operations {
        for status in &operation.statuses {
            let share = shares.entry(*status).or_default();
            let seen = all.seen.contains(&(document.name, operation.id.clone(), *status));
            share.0 += usize::from(seen);
            share.1 += 1;
            if !seen && (*status != 500 || failing::POSSIBLE) {
                missing.push(format!("{document:?} {} {status}", operation.id));
            }
        }
    }
    let seen: usize = shares.values().map(|(seen, _)| seen).sum();
    let documented: usize = shares.values().map(|(_, all)| all).sum();
    let rows = shares.iter().map(|(status, (seen, all))| format!("{status} {seen}/{all}"));
    let rows = rows.collect::<Vec<_>>().join(", ");
    let count = document.operations.len();
    let share = format!("{seen} of {documented} documented statuses provoked ({rows})");
    say(&format!("{document:?}: {count} operations, {share}"));
    missing
}
