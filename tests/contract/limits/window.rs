//! One window of a rate limit by the real clock: spent, refused, and given back.

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::client::{Answer, Call};
use crate::document::policy::Limit;

/// Another address of this machine.
pub const ELSEWHERE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

#[allow(clippy::disallowed_methods, reason = "these proofs are about the real clock")]
fn now_s() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64()
}

/// Sleeps until a moment in Unix seconds.
async fn until(moment_s: f64) {
    tokio::time::sleep(Duration::from_secs_f64((moment_s - now_s()).max(0.0))).await;
}

/// A window: when it begins at the earliest, and when it ends by its own word.
pub struct Window<'a> {
    limit: &'a Limit,
    begun_s: f64,
    pub reset: i64,
}

/// What a header says, where the document gives it a name.
fn told(answer: &Answer, name: &Option<String>) -> Option<i64> {
    name.as_ref().map(|name| answer.number(name))
}

/// What is left by an answer's own word must be this much.
pub fn left(answer: &Answer, limit: &Limit, expected: i64) {
    let said = told(answer, &limit.headers[1]).unwrap_or(expected);
    assert_eq!(said, expected, "{}: {} are left", answer.what, said);
}

/// Spends a whole budget one by one and then once more.
///
/// Each answer must say what is left, the refusals when to come back.
pub async fn spend(limit: &Limit, expected: u16, call: impl Fn() -> Call) -> Window<'_> {
    let (mut begun_s, mut reset) = (0.0, None);
    for used in 1..=limit.limit {
        let before = now_s();
        let answer = call().send().await.held(expected);
        let after = now_s();
        assert_eq!(told(&answer, &limit.headers[0]).unwrap_or(limit.limit), limit.limit);
        left(&answer, limit, limit.limit - used);
        let said = told(&answer, &limit.headers[2]);
        if used == 1 {
            said.into_iter().for_each(|said| begins_here(limit, said, before, after));
            (begun_s, reset) = (before, said);
        }
        assert_eq!(said, reset, "the end of a running window moved");
    }
    let reset = refused(call(), limit, reset).await;
    let early = begun_s + limit.window_s as f64 - 1.0;
    assert!(reset as f64 >= early, "the window that began at {begun_s} ends at {reset}");
    for _ in 0..2 {
        refused(call(), limit, Some(reset)).await;
    }
    Window { limit, begun_s, reset }
}

/// The window of a first request ends a window's length after it, true within a second.
fn begins_here(limit: &Limit, said: i64, before: f64, after: f64) {
    let (early, late) = (before + limit.window_s as f64, after + limit.window_s as f64);
    let near = (early - 1.0..=late + 1.0).contains(&(said as f64));
    assert!(near, "the window that began at {before} ends at {said}");
}

/// A refusal says when the budget returns, true within a second; answers that moment.
pub async fn refused(call: Call, limit: &Limit, reset: Option<i64>) -> i64 {
    let before = now_s();
    let answer = call.send().await.held(429);
    let after = now_s();
    assert_eq!(told(&answer, &limit.refused_headers[0]).unwrap_or(limit.limit), limit.limit);
    assert_eq!(told(&answer, &limit.refused_headers[1]).unwrap_or(0), 0);
    let wait = answer.number("retry-after") as f64;
    let said = told(&answer, &limit.refused_headers[2]).or(reset);
    let said = said.unwrap_or((after + wait).ceil() as i64);
    assert_eq!(said, reset.unwrap_or(said), "the end of a running window moved");
    // Whole seconds to wait tell the end less exactly than a header does.
    let close = if limit.refused_headers[2].is_some() { 1.0 } else { 2.0 };
    let near = before + wait <= said as f64 + close && after + wait >= said as f64 - close;
    assert!(near, "{wait} s from {before} to {after} do not lead to {said}");
    said
}

/// Nothing passes until a second before the window's end, everything from the reset on.
pub async fn recovers(window: Window<'_>, expected: u16, call: impl Fn() -> Call) {
    let limit = window.limit;
    until(window.begun_s + limit.window_s as f64 - 1.0).await;
    refused(call(), limit, Some(window.reset)).await;
    until(window.reset as f64).await;
    let before = now_s();
    assert!(before - window.reset as f64 <= 1.0, "this machine is too slow to tell");
    let answer = call().send().await.held(expected);
    left(&answer, limit, limit.limit - 1);
    let said = told(&answer, &limit.headers[2]);
    said.into_iter().for_each(|said| begins_here(limit, said, before, now_s()));
}
