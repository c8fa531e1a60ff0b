//! The proofs that hold for every API, one server each: every named limit, and guessing.

use std::time::Duration;

use serde_json::json;

use super::window::{ELSEWHERE, left, recovers, refused, spend};
use crate::client::{Call, Caller, Client};
use crate::document::Document;
use crate::document::policy::Limit;
use crate::house::House;
use crate::matrix::MARKER;
use crate::operation::Operation;

/// Failed credentials that one address may send before it is slowed down.
const GUESSES: usize = 30;

/// An operation that a limit counts: one that only reads, where there is one.
fn counted(document: &'static Document, limit: &Limit) -> &'static Operation {
    let mut counted: Vec<_> = document.operations.iter().collect();
    counted.retain(|o| o.limit.as_deref() == Some(&*limit.name));
    counted.sort_by_key(|o| (!o.reads(), o.names_a_record(), o.public));
    counted[0]
}

fn call(client: &Client, operation: &'static Operation, caller: &Caller) -> Call {
    let call = client.sample(&operation.id);
    if operation.public { call } else { call.by(caller) }
}

/// Exactly the budget passes; whom the document counts apart has a budget of its own; all of it
/// returns at the reset.
pub async fn budget(document: &'static Document, limit: &Limit) {
    let house = House::limited_of(document).await;
    let operation = counted(document, limit);
    // Signing in would use some of a budget for tokens.
    let owner = if operation.public { Caller::default() } else { house.owner().await };
    let good = operation.success();
    let window = spend(limit, good, || call(&house, operation, &owner)).await;
    let away = house.elsewhere(ELSEWHERE);
    let abroad = call(&away, operation, &owner);
    match (&*limit.key, &limit.field) {
        ("ip", _) => left(&abroad.send().await.held(good), limit, limit.limit - 1),
        ("body", Some(field)) => {
            abroad.send().await.held(good);
            let mut body = operation.examples[0].value.clone();
            body[field] = json!(format!("{MARKER}@demo.example"));
            let other = call(&house, operation, &owner).json(body).send().await;
            assert_ne!(other.status, 429, "another {field} has no budget of its own");
        }
        _ => {
            // Neither a token that is new nor another address is another caller.
            refused(abroad, limit, Some(window.reset)).await;
            let other = house.other().await;
            if !operation.public && other.key(&operation.schemes).is_some() {
                let answer = call(&house, operation, &other).send().await;
                assert_ne!(answer.status, 429, "another caller has no budget of its own");
                left(&answer, limit, limit.limit - 1);
            }
        }
    }
    recovers(window, good, || call(&house, operation, &owner)).await;
}

/// So many failures at once, then one each two seconds, and only for that address.
pub async fn guessing(document: &'static Document) {
    let house = House::limited_of(document).await;
    let owner = house.owner().await;
    let bearer = |o: &&Operation| !o.public && document.carrier(&o.schemes[0]).1 == "Bearer ";
    let mut reads = document.operations.iter().filter(|o| o.reads() && !o.names_a_record());
    let operation = reads.find(bearer).expect("no read behind a bearer");
    let guess = || house.sample(&operation.id).secret(MARKER);
    for _ in 0..GUESSES {
        guess().send().await.held(401);
    }
    // A machine that is slow enough to guess for seconds is given a few more on the way.
    let mut braked = guess().send().await;
    for _ in 0..GUESSES {
        if braked.status == 429 {
            break;
        }
        braked.held(401);
        braked = guess().send().await;
    }
    let braked = braked.held(429);
    let wait = braked.number("retry-after");
    assert!((1..=2).contains(&wait), "Retry-After {wait}");
    let away = house.elsewhere(ELSEWHERE);
    away.sample(&operation.id).by(&owner).send().await.held(operation.success());
    tokio::time::sleep(Duration::from_secs_f64(wait as f64 + 0.2)).await;
    guess().send().await.held(401);
    guess().send().await.held(429);
    tokio::time::sleep(Duration::from_secs_f64(2.2)).await;
    house.sample(&operation.id).by(&owner).send().await.held(operation.success());
}
