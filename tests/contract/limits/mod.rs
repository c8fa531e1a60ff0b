//! Rate limits from outside, by the real clock: how many pass, what is said, when it returns.
//!
//! A window lasts a minute, so all proofs run at once, each on a thread and a server of its own;
//! the tests only wait for their proof.

mod proofs;

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};
use std::thread::JoinHandle;

use proofs::PROOFS;

static RUNNING: LazyLock<Mutex<BTreeMap<&str, JoinHandle<()>>>> = LazyLock::new(|| {
    let begun = PROOFS.iter().map(|(name, proof)| {
        let work = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(proof());
        };
        (*name, std::thread::Builder::new().name((*name).to_owned()).spawn(work).unwrap())
    });
    Mutex::new(begun.collect())
});

fn await_proof(name: &str) {
    let handle = RUNNING.lock().unwrap().remove(name).unwrap();
    if let Err(panic) = handle.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn a_client_gets_exactly_its_budget_and_all_of_it_back_at_the_reset() {
    await_proof("client_budget");
}

#[test]
fn a_burst_of_one_client_gets_exactly_its_budget() {
    await_proof("client_burst");
}

#[test]
fn a_burst_of_one_client_never_limits_another() {
    await_proof("keyed_by_client");
}

#[test]
fn token_issue_gives_exactly_its_budget_to_an_address() {
    await_proof("token_budget");
}

#[test]
fn requests_without_a_token_count_by_address() {
    await_proof("unknown_callers");
}

#[test]
fn key_list_counts_by_address() {
    await_proof("public_keys");
}

#[test]
fn guessing_tokens_is_slowed_down_and_stays_so_for_one_address_only() {
    await_proof("guessing");
}

#[test]
fn limits_off_counts_and_never_refuses() {
    await_proof("limits_off");
}
