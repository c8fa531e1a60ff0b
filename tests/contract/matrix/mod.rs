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

use serde_json::{Map, Value, json};
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
    let shares: Vec<Share> = DOCUMENTS.iter().map(|document| Share::of(document, &all)).collect();
    shares.iter().for_each(Share::tell);
    keep(&shares);
    let missing: Vec<&String> = shares.iter().flat_map(|share| &share.missing).collect();
    assert!(missing.is_empty(), "not provoked: {missing:?}");
}

/// How much of what one API documents was provoked.
struct Share {
    document: &'static Document,
    /// Each status with the operations that gave it, and those that document it.
    statuses: BTreeMap<u16, (usize, usize)>,
    /// What was not provoked and could have been.
    missing: Vec<String>,
}

impl Share {
    fn of(document: &'static Document, all: &Findings) -> Share {
        let mut share = Share { document, statuses: BTreeMap::new(), missing: Vec::new() };
        for operation in &document.operations {
            for status in &operation.statuses {
                let seen = all.seen.contains(&(document.name, operation.id.clone(), *status));
                let counts = share.statuses.entry(*status).or_default();
                counts.0 += usize::from(seen);
                counts.1 += 1;
                if !seen && (*status != 500 || failing::POSSIBLE) {
                    share.missing.push(format!("{document:?} {} {status}", operation.id));
                }
            }
        }
        share
    }

    fn provoked(&self) -> usize {
        self.statuses.values().map(|(seen, _)| seen).sum()
    }

    fn documented(&self) -> usize {
        self.statuses.values().map(|(_, all)| all).sum()
    }

    fn tell(&self) {
        let rows =
            self.statuses.iter().map(|(status, (seen, all))| format!("{status} {seen}/{all}"));
        let rows = rows.collect::<Vec<_>>().join(", ");
        let (document, count) = (self.document, self.document.operations.len());
        let (seen, all) = (self.provoked(), self.documented());
        let share = format!("{seen} of {all} documented statuses provoked ({rows})");
        say(&format!("{document:?}: {count} operations, {share}"));
    }
}

/// Leaves the figures where `ROSETTA_HR_TEST_STATUSES` says, if it does.
fn keep(shares: &[Share]) {
    let Some(file) = std::env::var_os("ROSETTA_HR_TEST_STATUSES") else { return };
    let figures = shares.iter().map(|share| {
        let counts = json!({ "provoked": share.provoked(), "documented": share.documented() });
        (share.document.name.to_owned(), counts)
    });
    let figures: Map<String, Value> = figures.collect();
    std::fs::write(file, Value::Object(figures).to_string()).unwrap();
}
