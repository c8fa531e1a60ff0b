//! Rate limits from outside, by the real clock: how many pass, what is said, when it returns.
//!
//! A window lasts a minute, so all proofs run at once, each on a thread and a server of its own;
//! the tests only wait for their proofs.

mod proofs;
mod window;

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{LazyLock, Mutex};
use std::thread::JoinHandle;

use crate::document::DOCUMENTS;
use crate::shiftcare;

pub use window::{ELSEWHERE, left, recovers, refused, spend};

/// What a proof does on its own thread.
pub type Proof = Box<dyn FnOnce() -> Pin<Box<dyn Future<Output = ()>>> + Send>;

static RUNNING: LazyLock<Mutex<BTreeMap<String, JoinHandle<()>>>> = LazyLock::new(|| {
    let begun = all().into_iter().map(|(name, proof)| {
        let work = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(proof());
        };
        (name.clone(), std::thread::Builder::new().name(name).spawn(work).unwrap())
    });
    Mutex::new(begun.collect())
});

/// Name and work of every proof: `budget` and `guessing` for each API, and the APIs' own.
fn all() -> Vec<(String, Proof)> {
    let mut all: Vec<(String, Proof)> = Vec::new();
    for document in DOCUMENTS.iter() {
        for limit in document.every_limit() {
            let name = format!("budget {} {}", document.name, limit.name);
            all.push((
                name,
                Box::new(move || Box::pin(async move { proofs::budget(document, &limit).await })),
            ));
        }
        let name = format!("guessing {}", document.name);
        all.push((name, Box::new(move || Box::pin(proofs::guessing(document)))));
    }
    let own = shiftcare::PROOFS.iter().map(|(name, proof)| {
        let proof: Proof = Box::new(move || proof());
        ((*name).to_owned(), proof)
    });
    all.extend(own);
    all
}

/// Waits for every proof whose name begins so.
pub fn await_proofs(kind: &str) {
    let mut waiting = Vec::new();
    {
        let mut running = RUNNING.lock().unwrap();
        let names: Vec<String> = running.keys().filter(|n| n.starts_with(kind)).cloned().collect();
        waiting.extend(names.into_iter().map(|name| running.remove(&name).unwrap()));
    }
    assert!(!waiting.is_empty(), "no proof is called {kind}");
    for handle in waiting {
        if let Err(panic) = handle.join() {
            std::panic::resume_unwind(panic);
        }
    }
}

#[test]
fn every_named_limit_gives_exactly_its_budget_and_all_of_it_back_at_the_reset() {
    await_proofs("budget");
}

#[test]
fn guessing_secrets_is_slowed_down_and_stays_so_for_one_address_only() {
    await_proofs("guessing");
}
