//! 429: every operation refuses a caller, or an address, that has spent its budget.

use super::{MARKER, Pass};
use crate::client::{Answer, Call, Caller, Client};
use crate::document::{Document, Limit};
use crate::findings::Findings;
use crate::house::House;
use crate::operation::Operation;

pub static LIMITED: Pass = Pass::new(|document| Box::pin(limited(document)));

/// Failed credentials that one address may send at once, and a few more.
const GUESSES: i64 = 40;
/// Seconds until a slowed down address may guess again.
const BRAKE_S: i64 = 2;

#[tokio::test]
async fn every_operation_refuses_a_spent_budget() {
    LIMITED.findings().await.hold();
}

async fn limited(document: &'static Document) -> Findings {
    let house = House::limited_of(document).await;
    let mut found = Findings::default();
    // Signed in first: the budget of the token operation is spent below.
    let all = house.owner().await;
    for operation in document.operations.iter().filter(|o| o.documents(429)) {
        let limit = document.limit_of(operation);
        let most = limit.as_ref().map_or(GUESSES, |l| l.limit);
        let mut answer = request(&house, operation, limit.as_ref(), &all).answer().await;
        for _ in 0..most {
            if answer.status == 429 {
                break;
            }
            answer = request(&house, operation, limit.as_ref(), &all).answer().await;
        }
        if found.note(&answer, 429, "a spent budget") {
            look(&mut found, &answer, limit.as_ref());
        }
    }
    found
}

/// What counts: a request under its limit, a guess where only guessing is slowed down.
fn request(
    client: &Client,
    operation: &'static Operation,
    limit: Option<&Limit>,
    all: &Caller,
) -> Call {
    let call = client.sample(&operation.id);
    match limit {
        Some(_) if operation.public => call,
        Some(_) => call.by(all),
        None => call.secret(MARKER),
    }
}

fn look(found: &mut Findings, answer: &Answer, limit: Option<&Limit>) {
    let wait = answer.number("retry-after");
    let longest = limit.map_or(BRAKE_S, |l| l.window_s);
    if !(1..=longest).contains(&wait) {
        found.say(answer, "a spent budget", &format!("Retry-After {wait}"));
    }
    let Some(limit) = limit else { return };
    let [most, left, _] = &limit.refused_headers;
    for (name, value) in [(most, limit.limit), (left, 0)] {
        let Some(name) = name else { continue };
        if answer.number(name) != value {
            found.say(answer, "a spent budget", &format!("{name} is {}", answer.number(name)));
        }
    }
}
