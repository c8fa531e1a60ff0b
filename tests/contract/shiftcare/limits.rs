//! What ShiftCare's limits count together and apart, and that they can be switched off.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;

use futures_util::future::join_all;

use crate::document::{Limit, SHIFTCARE};
use crate::house::House;
use crate::limits::{ELSEWHERE, await_proofs, left, recovers, refused, spend};
use crate::matrix::MARKER;

type Proof = fn() -> Pin<Box<dyn Future<Output = ()>>>;

pub const PROOFS: [(&str, Proof); 5] = [
    ("client_burst", || Box::pin(client_burst())),
    ("keyed_by_client", || Box::pin(keyed_by_client())),
    ("token_failures", || Box::pin(token_failures())),
    ("unknown_callers", || Box::pin(unknown_callers())),
    ("limits_off", || Box::pin(limits_off())),
];

/// Vendor section 21.1.
const GENERAL: i64 = 100;
const TOKEN: i64 = 10;

#[test]
fn a_burst_of_one_client_gets_exactly_its_budget() {
    await_proofs("client_burst");
}

#[test]
fn a_burst_of_one_client_never_limits_another() {
    await_proofs("keyed_by_client");
}

#[test]
fn token_issue_counts_wrong_credentials_too() {
    await_proofs("token_failures");
}

#[test]
fn requests_without_a_token_count_by_address() {
    await_proofs("unknown_callers");
}

#[test]
fn limits_off_counts_and_never_refuses() {
    await_proofs("limits_off");
}

fn general() -> Limit {
    let limit = SHIFTCARE.default_limit().unwrap();
    assert_eq!((limit.limit, limit.window_s), (GENERAL, 60));
    limit
}

async fn client_burst() {
    let house = House::limited().await;
    let demo = house.demo("").await;
    let sent = (0..GENERAL + 40).map(|_| house.sample("menu_list").by(&demo).send());
    let answers = join_all(sent).await;
    let passed: Vec<_> = answers.iter().filter(|a| a.status == 200).collect();
    assert_eq!(passed.len() as i64, GENERAL);
    assert_eq!(answers.iter().filter(|a| a.status == 429).count(), 40);
    let left: BTreeSet<i64> = passed.iter().map(|a| a.number("x-ratelimit-remaining")).collect();
    assert_eq!(left, (0..GENERAL).collect(), "each of them used one of the budget");
    let ends: BTreeSet<i64> = answers.iter().map(|a| a.number("x-ratelimit-reset")).collect();
    assert_eq!(ends.len(), 1, "one window has one end");
}

async fn keyed_by_client() {
    let house = House::limited().await;
    let (demo, again) = (house.demo("read").await, house.demo("write read").await);
    let rival = house.rival("").await;
    let limit = general();
    spend(&limit, 200, || house.sample("menu_list").by(&demo)).await;
    let other = house.sample("menu_list").by(&rival).send().await.held(200);
    left(&other, &limit, GENERAL - 1);
    let away = house.elsewhere(ELSEWHERE);
    for (what, call) in [
        ("another token", house.sample("menu_list").by(&again)),
        ("another address", away.sample("menu_list").by(&demo)),
        ("another operation", house.sample("employee_list").by(&demo)),
        ("a company that is not his", house.sample("role_list").by(&demo).company("ent_rival")),
    ] {
        let answer = call.send().await;
        assert_eq!(answer.status, 429, "{what} has a budget of its own");
    }
    let nobody = house.sample("menu_list").send().await.held(401);
    left(&nobody, &limit, GENERAL - 1);
    for used in 2..=GENERAL {
        let answer = house.sample("menu_list").by(&rival).send().await.held(200);
        left(&answer, &limit, GENERAL - used);
    }
    house.sample("menu_list").by(&rival).send().await.held(429);
}

async fn token_failures() {
    let house = House::limited().await;
    let limit = SHIFTCARE.limit_of(SHIFTCARE.operation("token_issue")).unwrap();
    assert_eq!((limit.limit, limit.window_s), (TOKEN, 60));
    for used in 1..=TOKEN {
        let wrong = house.token_answer("demo-client", MARKER, "").await.held(401);
        left(&wrong, &limit, TOKEN - used);
    }
    house.token_answer("demo-client", MARKER, "").await.held(429);
    let keys = house.sample("key_list").send().await.held(200);
    left(&keys, &general(), GENERAL - 1);
}

async fn unknown_callers() {
    let house = House::limited().await;
    let demo = house.demo("").await;
    let limit = general();
    let window = spend(&limit, 401, || house.sample("employee_list")).await;
    let known = house.sample("menu_list").by(&demo).send().await.held(200);
    left(&known, &limit, GENERAL - 1);
    house.elsewhere(ELSEWHERE).sample("employee_list").send().await.held(401);
    house.sample("key_list").send().await.held(429);
    refused(house.stray(reqwest::Method::GET, "/nothing"), &limit, Some(window.reset)).await;
    recovers(window, 401, || house.sample("employee_list")).await;
}

async fn limits_off() {
    let house = House::start().await;
    let demo = house.demo("").await;
    for used in 1..=GENERAL + 20 {
        let answer = house.sample("menu_list").by(&demo).send().await.held(200);
        assert_eq!(answer.number("x-ratelimit-limit"), GENERAL);
        assert_eq!(answer.number("x-ratelimit-remaining"), (GENERAL - used).max(0));
    }
    for used in 1..=TOKEN + 5 {
        let answer = house.sample("token_issue").send().await.held(200);
        assert_eq!(answer.number("x-ratelimit-limit"), TOKEN);
        // One was used for the demo's own token.
        assert_eq!(answer.number("x-ratelimit-remaining"), (TOKEN - 1 - used).max(0));
    }
    for _ in 0..40 {
        house.sample("menu_list").token(MARKER).send().await.held(401);
    }
}
