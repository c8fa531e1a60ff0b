//! The proofs themselves, one server each.

use std::collections::BTreeSet;
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr};
use std::pin::Pin;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures_util::future::join_all;

use crate::client::{Call, Client};
use crate::house::House;
use crate::matrix::MARKER;

type Proof = fn() -> Pin<Box<dyn Future<Output = ()>>>;

pub const PROOFS: [(&str, Proof); 8] = [
    ("client_budget", || Box::pin(client_budget())),
    ("client_burst", || Box::pin(client_burst())),
    ("keyed_by_client", || Box::pin(keyed_by_client())),
    ("token_budget", || Box::pin(token_budget())),
    ("unknown_callers", || Box::pin(unknown_callers())),
    ("public_keys", || Box::pin(public_keys())),
    ("guessing", || Box::pin(guessing())),
    ("limits_off", || Box::pin(limits_off())),
];

/// Vendor section 21.1.
const GENERAL: i64 = 100;
const TOKEN: i64 = 10;
const WINDOW_S: i64 = 60;

/// Another address of this machine.
const ELSEWHERE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

#[allow(clippy::disallowed_methods, reason = "these proofs are about the real clock")]
fn now_s() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64()
}

/// Sleeps until a moment in Unix seconds.
async fn until(moment_s: f64) {
    tokio::time::sleep(Duration::from_secs_f64((moment_s - now_s()).max(0.0))).await;
}

/// A window: when it begins at the earliest, and when it ends by its own word.
struct Window {
    begun_s: f64,
    reset: i64,
}

/// Spends a whole budget one by one and then once more.
///
/// Each answer must say what is left, the refusals when to come back.
async fn spend(budget: i64, expected: u16, call: impl Fn() -> Call) -> Window {
    let (mut begun_s, mut reset) = (0.0, 0);
    for used in 1..=budget {
        let before = now_s();
        let answer = call().send().await.held(expected);
        let after = now_s();
        assert_eq!(answer.number("x-ratelimit-limit"), budget);
        assert_eq!(answer.number("x-ratelimit-remaining"), budget - used, "request {used}");
        let said = answer.number("x-ratelimit-reset");
        if used == 1 {
            begins_here(said, before, after);
            (begun_s, reset) = (before, said);
        }
        assert_eq!(said, reset, "the end of a running window moved");
    }
    for _ in 0..3 {
        refused(call(), reset).await;
    }
    Window { begun_s, reset }
}

/// The window of a first request ends a window's length after it, true within a second.
fn begins_here(said: i64, before: f64, after: f64) {
    let (early, late) = (before + WINDOW_S as f64, after + WINDOW_S as f64);
    let near = (early - 1.0..=late + 1.0).contains(&(said as f64));
    assert!(near, "the window that began at {before} ends at {said}");
}

/// A refusal says when the budget returns, true within a second.
async fn refused(call: Call, reset: i64) {
    let before = now_s();
    let answer = call.send().await.held(429);
    let after = now_s();
    assert_eq!(answer.number("x-ratelimit-remaining"), 0);
    assert_eq!(answer.number("x-ratelimit-reset"), reset);
    let wait = answer.number("retry-after") as f64;
    let near = before + wait <= reset as f64 + 1.0 && after + wait >= reset as f64 - 1.0;
    assert!(near, "{wait} s from {before} to {after} do not lead to {reset}");
}

/// Nothing passes until a second before the window's end, everything from the reset on.
async fn recovers(window: Window, budget: i64, expected: u16, call: impl Fn() -> Call) {
    until(window.begun_s + WINDOW_S as f64 - 1.0).await;
    refused(call(), window.reset).await;
    until(window.reset as f64).await;
    let before = now_s();
    assert!(before - window.reset as f64 <= 1.0, "this machine is too slow to tell");
    let answer = call().send().await.held(expected);
    assert_eq!(answer.number("x-ratelimit-remaining"), budget - 1, "not all of it came back");
    begins_here(answer.number("x-ratelimit-reset"), before, now_s());
}

async fn client_budget() {
    let house = House::limited().await;
    let demo = house.demo("").await;
    let call = || house.sample("menu_list").by(&demo);
    let window = spend(GENERAL, 200, call).await;
    recovers(window, GENERAL, 200, call).await;
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
    spend(GENERAL, 200, || house.sample("menu_list").by(&demo)).await;
    let other = house.sample("menu_list").by(&rival).send().await.held(200);
    assert_eq!(other.number("x-ratelimit-remaining"), GENERAL - 1);
    let away = Client::from(&house.base, ELSEWHERE);
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
    assert_eq!(nobody.number("x-ratelimit-remaining"), GENERAL - 1);
    for used in 2..=GENERAL {
        let answer = house.sample("menu_list").by(&rival).send().await.held(200);
        assert_eq!(answer.number("x-ratelimit-remaining"), GENERAL - used);
    }
    house.sample("menu_list").by(&rival).send().await.held(429);
}

async fn token_budget() {
    let house = House::limited().await;
    let call = || house.sample("token_issue");
    let window = spend(TOKEN, 200, call).await;
    let away = Client::from(&house.base, ELSEWHERE);
    let other = away.sample("token_issue").send().await.held(200);
    assert_eq!(other.number("x-ratelimit-remaining"), TOKEN - 1);
    for expected in 1..TOKEN {
        let wrong = away.token_answer("demo-client", MARKER, "").await.held(401);
        assert_eq!(wrong.number("x-ratelimit-remaining"), TOKEN - 1 - expected);
    }
    away.token_answer("demo-client", MARKER, "").await.held(429);
    let keys = house.sample("key_list").send().await.held(200);
    assert_eq!(keys.number("x-ratelimit-remaining"), GENERAL - 1, "the budgets are mixed up");
    recovers(window, TOKEN, 200, call).await;
}

async fn unknown_callers() {
    let house = House::limited().await;
    let demo = house.demo("").await;
    let window = spend(GENERAL, 401, || house.sample("employee_list")).await;
    let known = house.sample("menu_list").by(&demo).send().await.held(200);
    assert_eq!(known.number("x-ratelimit-remaining"), GENERAL - 1);
    let away = Client::from(&house.base, ELSEWHERE);
    away.sample("employee_list").send().await.held(401);
    refused(house.stray(reqwest::Method::GET, "/nothing"), window.reset).await;
    recovers(window, GENERAL, 401, || house.sample("employee_list")).await;
}

async fn public_keys() {
    let house = House::limited().await;
    let call = || house.sample("key_list");
    let window = spend(GENERAL, 200, call).await;
    let away = Client::from(&house.base, ELSEWHERE);
    away.sample("key_list").send().await.held(200);
    recovers(window, GENERAL, 200, call).await;
}

/// Thirty failures at once, then one each two seconds.
async fn guessing() {
    let house = House::limited().await;
    let demo = house.demo("").await;
    let guess = || house.sample("menu_list").token(MARKER);
    for _ in 0..30 {
        guess().send().await.held(401);
    }
    let braked = guess().send().await.held(429);
    let wait = braked.number("retry-after");
    assert!((1..=2).contains(&wait), "Retry-After {wait}");
    let away = Client::from(&house.base, ELSEWHERE);
    away.sample("menu_list").by(&demo).send().await.held(200);
    tokio::time::sleep(Duration::from_secs_f64(wait as f64 + 0.2)).await;
    guess().send().await.held(401);
    guess().send().await.held(429);
    tokio::time::sleep(Duration::from_secs_f64(2.2)).await;
    house.sample("menu_list").by(&demo).send().await.held(200);
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
