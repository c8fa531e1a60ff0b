//! 401, 403, 404, 409 and 415: who asks, for what, and in which clothes.

use serde_json::{Value, json};

use super::{MARKER, Pass};
use crate::client::{Body, Call};
use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::house::House;
use crate::operation::Operation;
use crate::token::{expired, unsigned};

pub static WITHOUT_TOKEN: Pass = Pass::new(|| Box::pin(without_token()));
pub static WITHOUT_RIGHT: Pass = Pass::new(|| Box::pin(without_right()));
pub static WITHOUT_RECORD: Pass = Pass::new(|| Box::pin(without_record()));
pub static WITH_WRONG_TYPE: Pass = Pass::new(|| Box::pin(with_wrong_type()));
pub static TWICE: Pass = Pass::new(|| Box::pin(twice()));

/// No company has so many records.
const NOWHERE: i64 = 987_654_321;

#[tokio::test]
async fn no_operation_serves_a_caller_without_a_good_token() {
    WITHOUT_TOKEN.findings().await.hold();
}

#[tokio::test]
async fn no_operation_serves_a_caller_without_the_scope_or_the_company() {
    WITHOUT_RIGHT.findings().await.hold();
}

#[tokio::test]
async fn every_unknown_id_is_answered_with_not_found() {
    WITHOUT_RECORD.findings().await.hold();
}

#[tokio::test]
async fn every_body_of_another_content_type_is_refused() {
    WITH_WRONG_TYPE.findings().await.hold();
}

#[tokio::test]
async fn company_provision_with_a_known_contact_is_a_conflict() {
    TWICE.findings().await.hold();
}

fn documenting(status: u16) -> impl Iterator<Item = &'static Operation> {
    SHIFTCARE.operations.iter().filter(move |o| o.documents(status))
}

async fn without_token() -> Findings {
    let house = House::start().await;
    let mut found = Findings::default();
    let good = house.token("demo-client", "").await;
    let headers = [
        ("no header", None),
        ("garbage", Some(format!("Bearer {MARKER}"))),
        ("an empty token", Some("Bearer ".to_owned())),
        ("three parts of garbage", Some(format!("Bearer {MARKER}.{MARKER}.{MARKER}"))),
        ("a token past its time", Some(format!("Bearer {}", expired(&good)))),
        ("a token without a signature", Some(format!("Bearer {}", unsigned(&good)))),
        ("a token with another signature", Some(format!("Bearer {}x", &good[..good.len() - 4]))),
        ("another scheme", Some("Basic ZGVtby1jbGllbnQ6ZGVtby1zZWNyZXQ=".to_owned())),
    ];
    for operation in documenting(401).filter(|o| o.id != "token_issue") {
        for (case, header) in &headers {
            let mut call = house.sample(&operation.id);
            if let Some(header) = header {
                call = call.header("authorization", header);
            }
            let answer = call.answer().await;
            if found.note(&answer, 401, case) {
                found.no_echo(&answer, MARKER, case);
                let sent = header.as_deref().and_then(|h| h.strip_prefix("Bearer "));
                if let Some(sent) = sent.filter(|sent| sent.len() > 8) {
                    found.no_echo(&answer, sent, case);
                }
            }
        }
        let query = house.sample(&operation.id).query("access_token", good.clone());
        found.note(&query.answer().await, 401, "a token in the query");
    }
    for (id, secret) in [("demo-client", MARKER), (MARKER, "demo-secret")] {
        let answer = house.token_answer(id, secret, "").await;
        if found.note(&answer, 401, "wrong credentials") {
            found.no_echo(&answer, MARKER, "wrong credentials");
            let case = || format!("another error: {}", answer.message());
            found.claim(answer.json()["error"] == "invalid_client", case);
        }
    }
    found
}

async fn without_right() -> Findings {
    let house = House::start().await;
    let mut found = Findings::default();
    let all = house.demo(&house.every_scope()).await;
    let uploads = house.demo("file:write").await;
    let positions = house.demo("position:read").await;
    for operation in documenting(403) {
        let other = if operation.scopes == ["file:write"] { &positions } else { &uploads };
        let answer = house.sample(&operation.id).by(other).answer().await;
        if found.note(&answer, 403, "without the scope") {
            found.names(&answer, &operation.scopes.join(" "), "without the scope");
        }
        for company in ["ent_rival", MARKER].into_iter().filter(|_| operation.tenant) {
            let call = house.sample(&operation.id).by(&all).company(company);
            let answer = call.answer().await;
            if found.note(&answer, 403, "another company") {
                found.no_echo(&answer, company, "another company");
            }
        }
    }
    found
}

async fn without_record() -> Findings {
    let house = House::start().await;
    let mut found = Findings::default();
    let all = house.demo(&house.every_scope()).await;
    for operation in documenting(404) {
        let mut calls: Vec<Call> =
            operation.examples.iter().map(|e| house.bare(operation).example(e)).collect();
        if calls.is_empty() {
            calls.push(house.bare(operation));
        }
        for call in calls {
            for id in [NOWHERE, i64::MAX] {
                // The id of a job listing is a text.
                let id = match &operation.id_parameter().example {
                    Value::String(_) => json!(id.to_string()),
                    _ => json!(id),
                };
                let answer = call.clone().by(&all).id(id.clone()).answer().await;
                if found.note(&answer, 404, "an unknown id") {
                    found.no_echo(&answer, &crate::operation::text(&id), "an unknown id");
                }
            }
        }
    }
    found
}

async fn with_wrong_type() -> Findings {
    let house = House::start().await;
    let mut found = Findings::default();
    let all = house.demo(&house.every_scope()).await;
    for operation in SHIFTCARE.operations.iter().filter(|o| !o.kinds.is_empty()) {
        let expected = if operation.documents(415) { 415 } else { 400 };
        let json = format!("{{\"name\":\"{MARKER}\"}}");
        for kind in ["text/plain", "application/xml", "application/octet-stream", ""] {
            let call = house.bare(operation).raw(kind, json.clone()).by(&all);
            let case = format!("a body of type {kind:?}");
            let answer = call.answer().await;
            if found.note(&answer, expected, &case) {
                found.no_echo(&answer, MARKER, &case);
            }
        }
    }
    found
}

async fn twice() -> Findings {
    let house = House::start().await;
    let mut found = Findings::default();
    let provisioning = house.demo("company:admin").await;
    for operation in documenting(409) {
        for example in &operation.examples {
            let first = house.bare(operation).example(example).by(&provisioning).answer().await;
            found.note(&first, operation.success(), "the first time");
            let mut again = example.value.clone();
            let shouted = crate::operation::text(&again["contactEmail"]).to_uppercase();
            for email in [again["contactEmail"].clone(), json!(shouted)] {
                again["contactEmail"] = email;
                let call = house.bare(operation).body(Body::Json(again.clone()));
                let answer = call.by(&provisioning).answer().await;
                if found.note(&answer, 409, "the second time") {
                    let sent = crate::operation::text(&again["contactEmail"]);
                    found.no_echo(&answer, &sent, "the second time");
                    found.names(&answer, "contact", "the second time");
                }
            }
        }
    }
    found
}
