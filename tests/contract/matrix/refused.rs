//! 401, 403, 404, 409 and 415: who asks, for what, and in which clothes.

use reqwest::Method;
use serde_json::{Value, json};

use super::{MARKER, Pass};
use crate::client::{Answer, Caller, Client};
use crate::document::Document;
use crate::findings::Findings;
use crate::house::House;
use crate::operation::{Field, Operation, Parameter, text};
use crate::token::{expired, unsigned};

pub static WITHOUT_TOKEN: Pass = Pass::new(|document| Box::pin(without_token(document)));
pub static WITHOUT_RIGHT: Pass = Pass::new(|document| Box::pin(without_right(document)));
pub static WITHOUT_RECORD: Pass = Pass::new(|document| Box::pin(without_record(document)));
pub static WITH_WRONG_TYPE: Pass = Pass::new(|document| Box::pin(with_wrong_type(document)));
pub static TWICE: Pass = Pass::new(|document| Box::pin(twice(document)));

/// No company has so many records.
const NOWHERE: i64 = 987_654_321;

#[tokio::test]
async fn no_operation_serves_a_caller_without_a_good_token() {
    WITHOUT_TOKEN.findings().await.hold();
}

#[tokio::test]
async fn no_operation_serves_a_caller_without_the_right_or_the_company() {
    WITHOUT_RIGHT.findings().await.hold();
}

#[tokio::test]
async fn every_unknown_id_is_refused_as_documented() {
    WITHOUT_RECORD.findings().await.hold();
}

#[tokio::test]
async fn every_body_of_another_content_type_is_refused() {
    WITH_WRONG_TYPE.findings().await.hold();
}

#[tokio::test]
async fn everything_that_conflicts_the_second_time_says_so() {
    TWICE.findings().await.hold();
}

/// Secrets that are not good, made from a good one.
fn wrong_secrets(good: &str) -> Vec<(&'static str, String)> {
    let mut wrong = vec![
        ("garbage", MARKER.to_owned()),
        ("an empty secret", String::new()),
        ("three parts of garbage", format!("{MARKER}.{MARKER}.{MARKER}")),
        ("another end", format!("{}x", &good[..good.len() - 4])),
    ];
    if good.matches('.').count() == 2 {
        wrong.push(("a token past its time", expired(good)));
        wrong.push(("a token without a signature", unsigned(good)));
    }
    wrong
}

async fn without_token(document: &'static Document) -> Findings {
    let house = House::of(document).await;
    let mut found = Findings::default();
    let all = house.owner().await;
    for operation in document.guarded() {
        let (_, good) = all.key(&operation.schemes).expect("no credentials for a scheme");
        let good = good.strip_prefix("Bearer ").unwrap_or(good);
        for (case, secret) in wrong_secrets(good) {
            let answer = house.sample(&operation.id).secret(&secret).answer().await;
            if found.note(&answer, 401, case) {
                found.no_echo(&answer, MARKER, case);
                if secret.len() > 8 {
                    found.no_echo(&answer, &secret, case);
                }
            }
        }
        let query = house.sample(&operation.id).query("access_token", good);
        let basic = house.sample(&operation.id).header("authorization", "Basic ZGVtbzpkZW1v");
        for (case, call) in [
            ("no credentials", house.sample(&operation.id)),
            ("a token in the query", query),
            ("another scheme", basic),
        ] {
            found.note(&call.answer().await, 401, case);
        }
    }
    found.join(wrong_logins(&house).await);
    found
}

/// The owner's logins with another word where the password stands: 401 where the document knows
/// it, and nobody is signed in anyway.
async fn wrong_logins(client: &Client) -> Findings {
    let mut found = Findings::default();
    let identity = client.document.identity(&client.document.owner());
    for credential in identity["credentials"].as_object().unwrap().values() {
        let Some(login) = credential["login"].as_str() else { continue };
        let operation = client.document.operation(login);
        let secret = |f: &&Field| f.schema["format"] == "password";
        for field in operation.fields.iter().filter(secret) {
            let call = client.login(identity, credential, Some((&field.name, MARKER)));
            let answer = call.answer().await;
            let refused = client.document.refused(operation);
            let status = if operation.documents(401) { 401 } else { refused };
            if found.note(&answer, status, &field.name) {
                found.no_echo(&answer, MARKER, &field.name);
            }
        }
    }
    found
}

/// The demo's caller who lacks what an operation asks for: the scope, the role, or what a rule
/// about the record wants.
async fn lacking(client: &Client, operation: &Operation) -> Option<Caller> {
    let document = client.document;
    if !operation.scopes.is_empty() {
        let mut others = document.all_scopes();
        let verb = operation.scopes[0].rsplit(':').next().unwrap_or_default().to_owned();
        others.retain(|s| !s.ends_with(&verb));
        return Some(crate::access::scoped(client, &others).await);
    }
    let level = document.level(operation.role.as_ref()?);
    let mut ranked = crate::access::ranked(document);
    ranked.sort_by_key(|(_, level)| *level);
    let (lowest, has) = ranked.first()?;
    let refused = *has < level || operation.refusals.contains(&403);
    if refused { Some(client.identity(lowest).await) } else { None }
}

/// What is answered to a caller without the right: to the first example that is refused so.
async fn refused(client: &Client, operation: &'static Operation, caller: &Caller) -> Answer {
    let mut last = None;
    for call in client.every_example(operation, caller) {
        let answer = call.answer().await;
        if answer.status == 403 {
            return answer;
        }
        last = Some(answer);
    }
    last.expect("no example")
}

async fn without_right(document: &'static Document) -> Findings {
    let house = House::of(document).await;
    let mut found = Findings::default();
    let all = house.owner().await;
    let other = document
        .tenant_header()
        .map(|header| text(&document.identity(&document.other())["headers"][header]));
    for operation in document.guarded() {
        if let Some(lacking) = lacking(&house, operation).await {
            let answer = refused(&house, operation, &lacking).await;
            found.note(&answer, 403, "without the scope, the role or what a rule wants");
        }
        let Some(other) = other.as_deref().filter(|_| operation.tenant) else { continue };
        for company in [other, MARKER] {
            if all.headers.iter().any(|(_, value)| value == company) {
                continue;
            }
            let answer = house.sample(&operation.id).by(&all).company(company).answer().await;
            let statuses = document.no_company(operation);
            if found.note_any(&answer, &statuses, "another company") {
                found.no_echo(&answer, company, "another company");
            }
        }
    }
    found
}

/// Ids of the look of an example that name no record.
fn nowhere(parameter: &Parameter) -> Vec<Value> {
    let most = parameter.schema["maximum"].as_i64().unwrap_or(i64::MAX);
    match &parameter.example {
        // A text that must look otherwise than what is made up here is no id.
        Value::String(_) if !jsonschema::is_valid(&parameter.schema, &json!(MARKER)) => Vec::new(),
        Value::String(shown) => {
            let kept = shown.trim_end_matches(|c: char| c.is_ascii_digit());
            let numbers = if kept.len() < shown.len() { vec![NOWHERE] } else { Vec::new() };
            let numbers = numbers.into_iter().map(|n| json!(format!("{kept}{n}")));
            let uuid = "00000000-0000-4000-8000-000000000000";
            let texts = if shown.len() == uuid.len() { uuid } else { MARKER };
            let texts = (kept.len() == shown.len()).then(|| json!(texts));
            numbers.chain(texts).collect()
        }
        Value::Number(_) => vec![json!(NOWHERE), json!(most)],
        _ => Vec::new(),
    }
}

async fn without_record(document: &'static Document) -> Findings {
    let house = House::of(document).await;
    let mut found = Findings::default();
    let all = house.owner().await;
    for operation in document.operations.iter().filter(|o| o.names_a_record()) {
        for call in house.every_example(operation, &all) {
            for parameter in operation.of_place("path") {
                for id in nowhere(parameter) {
                    let answer = call.clone().part(&parameter.name, id.clone()).answer().await;
                    let status = document.no_record(operation);
                    if found.note(&answer, status, "an unknown id") {
                        found.no_echo(&answer, &text(&id), "an unknown id");
                    }
                }
            }
        }
    }
    found
}

async fn with_wrong_type(document: &'static Document) -> Findings {
    let house = House::of(document).await;
    let mut found = Findings::default();
    let all = house.owner().await;
    for operation in document.operations.iter().filter(|o| !o.kinds.is_empty()) {
        let json = format!("{{\"name\":\"{MARKER}\"}}");
        for kind in ["text/plain", "application/xml", "application/octet-stream", ""] {
            let call = house.ready(operation, &all).raw(kind, json.clone());
            let case = format!("a body of type {kind:?}");
            let answer = call.answer().await;
            if found.note(&answer, document.unsupported_type(operation), &case) {
                found.no_echo(&answer, MARKER, &case);
            }
        }
    }
    found
}

async fn twice(document: &'static Document) -> Findings {
    let house = House::of(document).await;
    let mut found = Findings::default();
    let all = house.owner().await;
    let makes = |o: &&Operation| o.method == Method::POST && !o.names_a_record();
    for operation in document.operations.iter().filter(makes).filter(|o| o.documents(409)) {
        let mut tried = Vec::new();
        for example in &operation.examples {
            // The same value under another media type would be the second already.
            if tried.contains(&&example.value) {
                continue;
            }
            tried.push(&example.value);
            let call = house.ready(operation, &all).example(example);
            let first = call.clone().answer().await;
            found.note(&first, operation.success(), "the first time");
            found.note(&call.answer().await, 409, "the second time");
        }
    }
    found
}
