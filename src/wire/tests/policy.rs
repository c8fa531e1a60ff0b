//! The order of the pipeline, the documented limits, and the brake on failed credentials.

use poem::test::TestResponse;

use super::sample::{Asked, Client, ready, serve, told};
use crate::Enforcement;

fn number(answer: &TestResponse, name: &str) -> u64 {
    answer.0.header(name).and_then(|value| value.parse().ok()).unwrap_or(u64::MAX)
}

fn budget(answer: &TestResponse) -> (u64, u64, u64) {
    let read = |name| number(answer, name);
    (read("x-ratelimit-limit"), read("x-ratelimit-remaining"), read("x-ratelimit-reset"))
}

fn list<'a>(client: &'a Client, token: &str) -> Asked<'a> {
    client
        .get("/items")
        .header("authorization", format!("Bearer {token}"))
        .header("X-Enterprise-Id", "ent_demo")
}

#[tokio::test]
async fn the_checks_come_in_the_documented_order() {
    let (client, _) = serve(Enforcement::Documented);
    let bad = || client.post("/items").content_type("application/json").body("{");
    assert_eq!(told(bad()).await, (401, "Missing".to_owned()));
    let wrong = bad().header("authorization", "Bearer wrong");
    assert_eq!(told(wrong).await, (401, "Invalid".to_owned()));
    let reader = bad().header("authorization", "Bearer reader");
    assert_eq!(told(reader).await, (403, "forbidden".to_owned()));
    let nowhere = bad().header("authorization", "Bearer ada");
    assert_eq!(told(nowhere).await, (400, "no company".to_owned()));
    let elsewhere = bad().header("authorization", "Bearer ada").header("X-Enterprise-Id", "x");
    assert_eq!(told(elsewhere).await, (403, "another company".to_owned()));
    let known = bad().header("authorization", "Bearer ada");
    let (status, text) = told(known.header("X-Enterprise-Id", "ent_demo")).await;
    assert_eq!(status, 400);
    assert!(text.starts_with("body cannot be read"), "{text}");
}

#[tokio::test]
async fn a_client_gets_its_budget_and_all_of_it_back_at_the_reset() {
    let (client, clock) = serve(Enforcement::Documented);
    let first = list(&client, "ada").send().await;
    assert_eq!(budget(&first), (100, 99, 1_000_061), "the end is 1 000 060.4, rounded up");
    clock.advance_ms(10_000);
    for left in (0..99).rev() {
        let answer = list(&client, "ada").send().await;
        answer.assert_status_is_ok();
        assert_eq!(budget(&answer), (100, left, 1_000_061));
    }
    let refused = list(&client, "ada").send().await;
    assert_eq!(refused.0.status().as_u16(), 429);
    assert_eq!(budget(&refused), (100, 0, 1_000_061));
    assert_eq!(number(&refused, "retry-after"), 50);
    list(&client, "bob").send().await.assert_status_is_ok();
    clock.advance_ms(49_999);
    let early = list(&client, "ada").send().await;
    assert_eq!((early.0.status().as_u16(), number(&early, "retry-after")), (429, 1));
    clock.advance_ms(1);
    let again = list(&client, "ada").send().await;
    again.assert_status_is_ok();
    assert_eq!(budget(&again), (100, 99, 1_000_121));
}

#[tokio::test]
async fn every_answer_reports_a_budget_and_a_request_id() {
    let (client, _) = serve(Enforcement::Documented);
    let mut ids = std::collections::HashSet::new();
    let asked = [
        client.get("/nowhere"),
        client.put("/items"),
        client.options("/items"),
        client.get("/items"),
        client.delete("/items/1").header("authorization", "Bearer ada"),
        client.post("/token"),
        client.post("/items").header("content-length", 100_000),
    ];
    for request in asked {
        let answer = request.send().await;
        let (limit, remaining, reset) = budget(&answer);
        assert!(limit <= 100 && remaining < limit && reset == 1_000_061, "{:?}", answer.0);
        assert_eq!(answer.0.header("x-request-id").map(str::len), Some(16));
        assert_eq!(answer.0.header("x-sample"), Some("yes"));
        assert!(ids.insert(answer.0.header("x-request-id").unwrap().to_owned()));
    }
}

#[tokio::test]
async fn unknown_routes_and_failed_logins_share_the_budget_of_the_address() {
    let (client, _) = serve(Enforcement::Documented);
    for left in (80..100).rev() {
        let answer = if left % 2 == 0 { client.get("/nowhere") } else { client.get("/items") };
        assert_eq!(budget(&answer.send().await).1, left);
    }
    let known = list(&client, "ada").send().await;
    assert_eq!(budget(&known).1, 99, "a recognised client has its own");
    for _ in 0..80 {
        client.get("/nowhere").send().await;
    }
    assert_eq!(told(client.get("/nowhere")).await.0, 429);
    assert_eq!(told(client.get("/items")).await.0, 429);
    assert_eq!(told(list(&client, "ada")).await.0, 200);
}

#[tokio::test]
async fn guessing_is_braked_after_thirty_failures() {
    let (client, clock) = serve(Enforcement::Documented);
    for _ in 0..40 {
        assert_eq!(told(list(&client, "old")).await.0, 401, "an old token is no guess");
    }
    for _ in 0..30 {
        assert_eq!(told(list(&client, "wrong")).await.0, 401);
    }
    let braked = list(&client, "wrong").send().await;
    assert_eq!((braked.0.status().as_u16(), number(&braked, "retry-after")), (429, 2));
    clock.advance_ms(2_000);
    assert_eq!(told(list(&client, "wrong")).await.0, 401, "one is forgiven");
    assert_eq!(told(list(&client, "wrong")).await.0, 429);
    let token = client.post("/token").content_type("application/x-www-form-urlencoded");
    assert_eq!(told(token.body("grant_type=x")).await.0, 200, "it has a limit of its own");
}

#[tokio::test]
async fn an_address_limit_counts_whoever_asks() {
    let (client, _) = serve(Enforcement::Documented);
    for expected in [400, 400, 400, 429] {
        assert_eq!(told(client.post("/token")).await.0, expected);
    }
}

#[tokio::test]
async fn limits_off_counts_and_reports_but_refuses_nobody() {
    let (client, _) = serve(Enforcement::Off);
    for _ in 0..120 {
        list(&client, "ada").send().await.assert_status_is_ok();
    }
    let answer = list(&client, "ada").send().await;
    assert_eq!(budget(&answer), (100, 0, 1_000_061));
    for _ in 0..120 {
        assert_eq!(told(list(&client, "wrong")).await.0, 401);
    }
}

#[tokio::test]
async fn a_handlers_failure_leaves_through_the_envelope() {
    assert_eq!(told(ready().get("/items/409")).await, (409, "broken".to_owned()));
}
