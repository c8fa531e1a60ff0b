//! 400: every field, parameter and header that an operation checks, made wrong one at a time.

use serde_json::{Value, json};

use super::wrong_values::{bodies, texts};
use super::{MARKER, Pass};
use crate::client::{Body, Caller};
use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::house::House;
use crate::operation::Operation;

pub static INVALID: Pass = Pass::new(|| Box::pin(invalid()));

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_wrong_in_a_request_is_named_and_never_repeated() {
    INVALID.findings().await.hold();
}

async fn invalid() -> Findings {
    let house = House::start().await;
    let all = house.demo(&house.every_scope()).await;
    let mut found = Findings::default();
    for operation in SHIFTCARE.operations.iter().filter(|o| o.documents(400)) {
        if operation.tenant {
            found.join(tenant(&house, operation, &all).await);
        }
        if operation.id == "token_issue" {
            found.join(token_requests(&house, operation).await);
            continue;
        }
        found.join(parameters(&house, operation, &all).await);
        if operation.kinds.iter().any(|k| k == "application/json") {
            found.join(json_bodies(&house, operation, &all).await);
        }
        if operation.kinds.iter().any(|k| k == "multipart/form-data") {
            found.join(multipart_bodies(&house, operation, &all).await);
        }
    }
    found
}

async fn tenant(house: &House, operation: &'static Operation, all: &Caller) -> Findings {
    let mut found = Findings::default();
    for company in [None, Some(""), Some("   ")] {
        let call = house.sample(&operation.id).by(all).no_company();
        let call = match company {
            Some(company) => call.company(company),
            None => call,
        };
        let answer = call.answer().await;
        let case = format!("X-Enterprise-Id {company:?}");
        if found.note(&answer, 400, &case) {
            found.names(&answer, "X-Enterprise-Id", &case);
        }
    }
    found
}

async fn parameters(house: &House, operation: &'static Operation, all: &Caller) -> Findings {
    let mut found = Findings::default();
    for parameter in &operation.parameters {
        for (case, text) in texts(parameter) {
            let call = house.sample(&operation.id).by(all);
            let call = match parameter.place.as_str() {
                "path" => call.id(text.clone()),
                _ => call.query(&parameter.name, text.clone()),
            };
            let answer = call.answer().await;
            let case = format!("{} {case}", parameter.name);
            if found.note(&answer, 400, &case) {
                found.names(&answer, &parameter.name, &case);
                if text.len() > 8 {
                    found.no_echo(&answer, &text, &case);
                }
            }
        }
    }
    found
}

async fn json_bodies(house: &House, operation: &'static Operation, all: &Caller) -> Findings {
    let mut found = Findings::default();
    for wrong in bodies(operation) {
        let answer = house.bare(operation).by(all).json(wrong.body).answer().await;
        let case = format!("{} {}", wrong.field, wrong.case);
        if found.note(&answer, 400, &case) {
            found.names(&answer, &wrong.field, &case);
            found.no_echo(&answer, MARKER, &case);
        }
    }
    for (case, text) in broken_texts() {
        let call = house.bare(operation).by(all).raw("application/json", text);
        let answer = call.answer().await;
        if found.note(&answer, 400, case) {
            found.no_echo(&answer, MARKER, case);
        }
    }
    let required: Vec<_> = operation.fields.iter().filter(|f| f.required).collect();
    if !required.is_empty() {
        let answer = house.bare(operation).by(all).json(json!({})).answer().await;
        if found.note(&answer, 400, "an empty object") {
            // One text names five at most and counts the rest.
            for field in required.iter().take(5) {
                found.names(&answer, &field.name, "an empty object");
            }
        }
    }
    found
}

/// Bodies that are no JSON object.
fn broken_texts() -> Vec<(&'static str, String)> {
    vec![
        ("nothing", String::new()),
        ("half an object", format!("{{\"{MARKER}\": ")),
        ("a list", format!("[\"{MARKER}\"]")),
        ("a text", format!("\"{MARKER}\"")),
        ("a number", "17".to_owned()),
        ("null", "null".to_owned()),
        ("two objects", format!("{{}} {{\"{MARKER}\": 1}}")),
        ("deep nesting", "[".repeat(20_000)),
    ]
}

async fn multipart_bodies(house: &House, operation: &'static Operation, all: &Caller) -> Findings {
    let mut found = Findings::default();
    let example = operation.examples_of("multipart/form-data")[0];
    let mut without = example.value.clone();
    without.as_object_mut().unwrap().remove("file");
    without["note"] = json!(MARKER);
    let mut cases = vec![("without a file", "file", Body::Multipart(without))];
    if operation.id == "document_create" {
        for (field, value) in [("employeeId", json!(MARKER)), ("status", json!(MARKER))] {
            let mut parts = example.value.clone();
            parts[field] = value;
            cases.push(("a wrong part", field, Body::Multipart(parts)));
        }
        for field in ["employeeId", "documentName"] {
            let mut parts = example.value.clone();
            parts.as_object_mut().unwrap().remove(field);
            cases.push(("a missing part", field, Body::Multipart(parts)));
        }
    }
    for (case, field, body) in cases {
        let answer = house.bare(operation).by(all).body(body).answer().await;
        if found.note(&answer, 400, case) {
            found.names(&answer, field, case);
            found.no_echo(&answer, MARKER, case);
        }
    }
    let kind = "multipart/form-data; boundary=x";
    let torn = format!("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n{MARKER}");
    let answer = house.bare(operation).by(all).raw(kind, torn).answer().await;
    if found.note(&answer, 400, "a torn body") {
        found.no_echo(&answer, MARKER, "a torn body");
    }
    found
}

/// Forms that the token endpoint refuses, each with its code of RFC 6749.
async fn token_requests(house: &House, operation: &'static Operation) -> Findings {
    let good = operation.examples[0].value.clone();
    let with = |field: &str, value: Value| {
        let mut form = good.clone();
        form[field] = value;
        form
    };
    let without = |field: &str| {
        let mut form = good.clone();
        form.as_object_mut().unwrap().remove(field);
        form
    };
    let mut found = Findings::default();
    for (case, code, form) in [
        ("no grant_type", "invalid_request", without("grant_type")),
        ("another grant", "unsupported_grant_type", with("grant_type", json!(MARKER))),
        ("a refresh", "unsupported_grant_type", with("grant_type", json!("refresh_token"))),
        ("an unknown scope", "invalid_scope", with("scope", json!(MARKER))),
        ("an unknown scope among others", "invalid_scope", with("scope", json!("read x:read"))),
        ("a long id", "invalid_request", with("client_id", json!(MARKER.repeat(100)))),
    ] {
        let answer = house.bare(operation).body(Body::Form(form)).answer().await;
        expect_code(&mut found, &answer, case, code);
    }
    let form = "application/x-www-form-urlencoded";
    let twice = "grant_type=client_credentials&grant_type=client_credentials\
                 &client_id=demo-client&client_secret=demo-secret";
    let whole = "grant_type=client_credentials&client_id=demo-client&client_secret=demo-secret";
    let both = house.bare(operation).raw(form, whole);
    let both = both.header("authorization", "Basic ZGVtby1jbGllbnQ6ZGVtby1zZWNyZXQ=");
    for (case, call) in [
        ("a field twice", house.bare(operation).raw(form, twice)),
        ("two ways to name the client", both),
        ("a body of JSON", house.bare(operation).raw("application/json", "{}")),
        ("no body", house.bare(operation)),
    ] {
        let answer = call.answer().await;
        expect_code(&mut found, &answer, case, "invalid_request");
    }
    found
}

fn expect_code(found: &mut Findings, answer: &crate::client::Answer, case: &str, code: &str) {
    if found.note(answer, 400, case) {
        let said = &answer.json()["error"];
        found.claim(said == code, || format!("token_issue ({case}): {said} instead of {code}"));
        found.no_echo(answer, MARKER, case);
    }
}
