//! Which paths and methods there are, and how every other one is refused.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;

use crate::client::Answer;
use crate::document::{DOCUMENTS, Document, filled};
use crate::findings::Findings;
use crate::house::House;
use crate::matrix::MARKER;
use crate::operation::{Operation, text};

/// Methods that a client may try; one of them nobody knows.
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"];

/// A path with the example ids of one of its operations.
fn path_of(operation: &Operation) -> String {
    let ids = operation.of_place("path");
    let ids: Vec<(String, Value)> = ids.map(|p| (p.name.clone(), p.example.clone())).collect();
    filled(&operation.path, &ids)
}

#[tokio::test]
async fn every_documented_operation_is_there() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        for operation in &document.operations {
            let answer = house.sample(&operation.id).answer().await;
            found.wrong.extend(answer.complaints.clone());
            if [404, 405, 501].contains(&answer.status) {
                found.say(&answer, "without credentials", &answer.status.to_string());
            }
        }
    }
    found.hold();
}

/// What `Allow` must say: the documented methods, HEAD beside GET, and OPTIONS.
fn allowed(methods: &[Method]) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = methods.iter().map(|m| m.to_string()).collect();
    if methods.contains(&Method::GET) {
        all.insert("HEAD".into());
    }
    all.insert("OPTIONS".into());
    all
}

fn allow(answer: &Answer) -> BTreeSet<String> {
    let said = answer.header("allow").unwrap_or_default();
    said.split(',').map(|m| m.trim().to_owned()).filter(|m| !m.is_empty()).collect()
}

#[tokio::test]
async fn every_other_method_is_refused_with_the_documented_ones() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        let all = house.owner().await;
        for (template, methods) in document.paths() {
            let operation = document.operations.iter().find(|o| o.path == template).unwrap();
            let path = path_of(operation);
            for name in METHODS {
                let method = Method::from_bytes(name.as_bytes()).unwrap();
                if methods.contains(&method) {
                    continue;
                }
                for call in [
                    house.stray(method.clone(), &path),
                    house.stray(method.clone(), &path).by(&all).query("note", MARKER),
                ] {
                    let answer = call.answer().await;
                    if found.note(&answer, 405, "an undeclared method") {
                        let (said, expected) = (allow(&answer), allowed(&methods));
                        found.claim(said == expected, || format!("{name} {path}: Allow {said:?}"));
                        found.no_echo(&answer, MARKER, "an undeclared method");
                    }
                }
            }
        }
    }
    found.hold();
}

#[tokio::test]
async fn every_path_answers_options_with_its_methods() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        for (template, methods) in document.paths() {
            let operation = document.operations.iter().find(|o| o.path == template).unwrap();
            let answer = house.stray(Method::OPTIONS, &path_of(operation)).answer().await;
            let (said, expected) = (allow(&answer), allowed(&methods));
            let good = [200, 204].contains(&answer.status) && said == expected;
            found.claim(good, || format!("OPTIONS {template}: {} {said:?}", answer.status));
            found.wrong.extend(answer.complaints);
        }
    }
    found.hold();
}

#[tokio::test]
async fn every_get_answers_head_with_the_same_headers_and_no_body() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        let all = house.owner().await;
        for operation in document.operations.iter().filter(|o| o.method == Method::GET) {
            let path = path_of(operation);
            let with = |method| {
                let needed = operation.parameters.iter().filter(|p| p.required);
                let call = needed.fold(house.stray(method, &path), |call, p| match &*p.place {
                    "query" => call.query(&p.name, p.example.clone()),
                    "header" => call.header(&p.name, &text(&p.example)),
                    _ => call,
                });
                if operation.public { call } else { call.by(&all) }
            };
            let get = with(Method::GET).answer().await;
            let head = with(Method::HEAD).answer().await;
            let id = &operation.id;
            found.claim(head.body.is_empty(), || format!("HEAD {id} has a body"));
            found.claim(head.status == get.status, || format!("HEAD {id}: {}", head.status));
            for name in ["content-type", "content-length", "x-ratelimit-limit"] {
                let (a, b) = (get.header(name), head.header(name));
                found.claim(a == b, || format!("HEAD {id}: {name} {b:?} instead of {a:?}"));
            }
            found.wrong.extend(head.complaints);
        }
    }
    found.hold();
}

/// Paths like the documented ones that belong to no operation.
fn unknown_paths(document: &Document) -> BTreeSet<String> {
    let mut made = BTreeSet::from(["/nothing".to_owned(), format!("/{MARKER}/nothing")]);
    for operation in document.operations.iter().filter(|o| !o.names_a_record()) {
        let path = &operation.path;
        let (parent, last) = path.rsplit_once('/').unwrap();
        let capital = last[..1].to_uppercase() + &last[1..];
        made.extend([
            parent.to_owned(),
            format!("{parent}/"),
            format!("{path}/"),
            format!("{path}/1/"),
            format!("{path}/1/promote/{MARKER}"),
            format!("{path}%2F1"),
            format!("{parent}//{last}"),
            format!("{parent}/{capital}"),
            format!("{parent}/{last}s-{MARKER}"),
        ]);
    }
    let known = |path: &str| {
        let of = |o: &Operation| document.matching(&o.method, path).is_some();
        document.operations.iter().any(of)
    };
    made.retain(|path| path.len() > 1 && !known(path));
    made
}

#[tokio::test]
async fn every_unknown_path_is_refused_in_the_envelope() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        let all = house.owner().await;
        for path in unknown_paths(document) {
            for method in [Method::GET, Method::DELETE] {
                let call = house.stray(method, &path);
                for call in [call.clone(), call.by(&all)] {
                    let answer = call.answer().await;
                    if found.note(&answer, 404, "an unknown path") {
                        found.no_echo(&answer, MARKER, "an unknown path");
                    }
                }
            }
        }
    }
    found.hold();
}
