//! 429: every operation refuses a client, or an address, that has spent its budget.

use super::Pass;
use crate::client::{Answer, Client};
use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::house::House;

pub static LIMITED: Pass = Pass::new(|| Box::pin(limited()));

/// More than any budget of the document.
const PLENTY: usize = 1000;

#[tokio::test]
async fn every_operation_refuses_a_spent_budget() {
    LIMITED.findings().await.hold();
}

async fn limited() -> Findings {
    let house = House::limited().await;
    let mut found = Findings::default();
    let all = house.demo(&house.every_scope()).await;
    // The client first, because the others need its token.
    spend(&house, |c| c.sample("menu_list").by(&all)).await;
    spend(&house, |c| c.sample("key_list")).await;
    spend(&house, |c| c.sample("token_issue")).await;
    for operation in &SHIFTCARE.operations {
        let call = house.sample(&operation.id);
        let call = if operation.scopes.is_empty() { call } else { call.by(&all) };
        let answer = call.answer().await;
        if found.note(&answer, 429, "a spent budget") {
            look(&mut found, &answer, if operation.limit == "token" { 10 } else { 100 });
        }
    }
    found
}

async fn spend(house: &House, call: impl Fn(&Client) -> crate::client::Call) {
    for _ in 0..PLENTY {
        if call(house).answer().await.status == 429 {
            return;
        }
    }
    panic!("{PLENTY} requests, and none was refused");
}

fn look(found: &mut Findings, answer: &Answer, limit: i64) {
    let (wait, left) = (answer.number("retry-after"), answer.number("x-ratelimit-remaining"));
    let what = &answer.what;
    found.claim((1..=60).contains(&wait), || format!("{what}: Retry-After {wait}"));
    found.claim(left == 0, || format!("{what}: {left} left"));
    let said = answer.number("x-ratelimit-limit");
    found.claim(said == limit, || format!("{what}: a limit of {said} instead of {limit}"));
    let message = answer.message();
    found.claim(message == "API rate limit exceeded", || format!("{what}: {message}"));
}
