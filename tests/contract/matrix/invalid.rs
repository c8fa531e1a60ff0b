//! 400 or 422: every field, parameter and header that an operation checks, made wrong one at a
//! time.

use serde_json::json;

use super::wrong_values::{bodies, texts};
use super::{MARKER, Pass};
use crate::client::{Body, Caller, Client};
use crate::document::Document;
use crate::findings::Findings;
use crate::house::House;
use crate::operation::{Field, Operation};

pub static INVALID: Pass = Pass::new(|document| Box::pin(invalid(document)));

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_wrong_in_a_request_is_named_and_never_repeated() {
    INVALID.findings().await.hold();
}

async fn invalid(document: &'static Document) -> Findings {
    let house = House::of(document).await;
    let all = house.owner().await;
    let mut found = Findings::default();
    for operation in document.operations.iter().filter(|o| document.can_refuse(o)) {
        if operation.tenant && !operation.tenant_optional {
            found.join(tenant(&house, operation, &all).await);
        }
        found.join(parameters(&house, operation, &all).await);
        if operation.json_kind().is_some() {
            found.join(json_bodies(&house, operation, &all).await);
        }
        if !operation.parts.is_empty() {
            found.join(multipart_bodies(&house, operation, &all).await);
        }
    }
    found
}

async fn tenant(client: &Client, operation: &'static Operation, all: &Caller) -> Findings {
    let mut found = Findings::default();
    let header = client.document.tenant_header().unwrap();
    for company in [None, Some(""), Some("   ")] {
        let call = client.sample(&operation.id).by(all).no_company();
        let call = match company {
            Some(company) => call.company(company),
            None => call,
        };
        let answer = call.answer().await;
        let case = format!("{header} {company:?}");
        if found.note(&answer, client.document.refused(operation), &case) {
            found.names(&answer, header, &case);
        }
    }
    found
}

async fn parameters(client: &Client, operation: &'static Operation, all: &Caller) -> Findings {
    let mut found = Findings::default();
    let refused = client.document.refused(operation);
    for parameter in &operation.parameters {
        for (case, text) in texts(parameter) {
            let call = client.sample(&operation.id);
            let call = if operation.public { call } else { call.by(all) };
            let (call, status) = match &*parameter.place {
                "path" => {
                    (call.part(&parameter.name, text.clone()), client.document.no_id(operation))
                }
                "query" => (call.query(&parameter.name, text.clone()), refused),
                _ => (call.header(&parameter.name, &text), refused),
            };
            let answer = call.answer().await;
            let case = format!("{} {case}", parameter.name);
            if found.note(&answer, status, &case) {
                // A refusal that is about the path as a whole names no part of it.
                if status == refused {
                    found.names(&answer, &parameter.name, &case);
                }
                if text.len() > 8 {
                    found.no_echo(&answer, &text, &case);
                }
            }
        }
    }
    found
}

async fn json_bodies(client: &Client, operation: &'static Operation, all: &Caller) -> Findings {
    let mut found = Findings::default();
    let status = client.document.refused(operation);
    for wrong in bodies(operation) {
        let answer = client.ready(operation, all).json(wrong.body).answer().await;
        let case = format!("{} {}", wrong.field, wrong.case);
        if found.note(&answer, status, &case) {
            found.names(&answer, &wrong.field, &case);
            found.no_echo(&answer, MARKER, &case);
        }
    }
    let kind = operation.json_kind().unwrap();
    for (case, text) in broken_texts() {
        if text.is_empty() && !operation.body_required {
            continue;
        }
        let answer = client.ready(operation, all).raw(kind, text).answer().await;
        if found.note(&answer, status, case) {
            found.no_echo(&answer, MARKER, case);
        }
    }
    let required: Vec<_> = operation.fields.iter().filter(|f| f.required).collect();
    if !required.is_empty() {
        let answer = client.ready(operation, all).json(json!({})).answer().await;
        if found.note(&answer, status, "an empty object") {
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

/// Parts left out that are needed, parts that are no free text filled with one, and a torn body.
async fn multipart_bodies(
    client: &Client,
    operation: &'static Operation,
    all: &Caller,
) -> Findings {
    let mut found = Findings::default();
    let status = client.document.refused(operation);
    let example = operation.examples_of("multipart/form-data")[0];
    let mut cases = Vec::new();
    for part in &operation.parts {
        let mut without = example.value.clone();
        without.as_object_mut().unwrap().remove(&part.name);
        without["note"] = json!(MARKER);
        if part.required {
            cases.push(("a missing part", &part.name, without));
        }
        if !is_text(part) {
            let mut wrong = example.value.clone();
            wrong[&part.name] = json!(MARKER);
            cases.push(("a wrong part", &part.name, wrong));
        }
    }
    for (case, part, body) in cases {
        let answer = client.ready(operation, all).body(Body::Multipart(body)).answer().await;
        if found.note(&answer, status, case) {
            found.names(&answer, part, case);
            found.no_echo(&answer, MARKER, case);
        }
    }
    let kind = "multipart/form-data; boundary=x";
    let torn = format!("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n{MARKER}");
    let answer = client.ready(operation, all).raw(kind, torn).answer().await;
    if found.note(&answer, status, "a torn body") {
        found.no_echo(&answer, MARKER, "a torn body");
    }
    found
}

/// A part that takes any text, or a file.
fn is_text(part: &Field) -> bool {
    let schema = &part.schema;
    schema["type"] == "string"
        && schema["enum"].is_null()
        && schema["format"].as_str().is_none_or(|f| f == "binary")
}
