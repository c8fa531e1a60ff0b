//! Which paths and methods there are, and how every other one is refused.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;

use crate::client::Answer;
use crate::document::{SHIFTCARE, filled};
use crate::findings::Findings;
use crate::house::House;
use crate::matrix::MARKER;
use crate::operation::Operation;

/// Methods that a client may try; one of them nobody knows.
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"];

/// A path with the example ids of one of its operations.
fn path_of(operation: &Operation) -> String {
    let ids = operation.parameters.iter().filter(|p| p.place == "path");
    let ids: Vec<(String, Value)> = ids.map(|p| (p.name.clone(), p.example.clone())).collect();
    filled(&operation.path, &ids)
}

#[tokio::test]
async fn every_documented_operation_is_there() {
    let house = House::start().await;
    let mut found = Findings::default();
    for operation in &SHIFTCARE.operations {
        let answer = house.sample(&operation.id).answer().await;
        found.wrong.extend(answer.complaints.clone());
        let there = ![404, 405, 501].contains(&answer.status);
        found.claim(there, || format!("{}: {}", operation.id, answer.status));
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
    let house = House::start().await;
    let all = house.demo(&house.every_scope()).await;
    let mut found = Findings::default();
    for (template, methods) in SHIFTCARE.paths() {
        let operation = SHIFTCARE.operations.iter().find(|o| o.path == template).unwrap();
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
    found.hold();
}

#[tokio::test]
async fn every_path_answers_options_with_its_methods() {
    let house = House::start().await;
    let mut found = Findings::default();
    for (template, methods) in SHIFTCARE.paths() {
        let operation = SHIFTCARE.operations.iter().find(|o| o.path == template).unwrap();
        let answer = house.stray(Method::OPTIONS, &path_of(operation)).answer().await;
        let (said, expected) = (allow(&answer), allowed(&methods));
        let good = [200, 204].contains(&answer.status) && said == expected;
        found.claim(good, || format!("OPTIONS {template}: {} {said:?}", answer.status));
        found.wrong.extend(answer.complaints);
    }
    found.hold();
}

#[tokio::test]
async fn every_get_answers_head_with_the_same_headers_and_no_body() {
    let house = House::start().await;
    let all = house.demo(&house.every_scope()).await;
    let mut found = Findings::default();
    for operation in SHIFTCARE.operations.iter().filter(|o| o.method == Method::GET) {
        let path = path_of(operation);
        let with = |call: crate::client::Call| {
            if operation.scopes.is_empty() { call } else { call.by(&all) }
        };
        let get = with(house.stray(Method::GET, &path)).answer().await;
        let head = with(house.stray(Method::HEAD, &path)).answer().await;
        let id = &operation.id;
        found.claim(head.body.is_empty(), || format!("HEAD {id} has a body"));
        found.claim(head.status == get.status, || format!("HEAD {id}: {}", head.status));
        for name in ["content-type", "content-length", "x-ratelimit-limit"] {
            let (a, b) = (get.header(name), head.header(name));
            found.claim(a == b, || format!("HEAD {id}: {name} {b:?} instead of {a:?}"));
        }
        found.wrong.extend(head.complaints);
    }
    found.hold();
}

#[tokio::test]
async fn every_unknown_path_is_refused_in_the_envelope() {
    let house = House::start().await;
    let all = house.demo(&house.every_scope()).await;
    let mut found = Findings::default();
    for path in [
        "/nothing",
        "/hr/v1",
        "/hr/v1/",
        "/hr/v1/employees/",
        "/hr/v1/employees/1/",
        "/hr/v1/employees/1/promote",
        "/hr/v1//employees",
        "/hr/v1/Employees",
        "/hr/v2/employees",
        "/oauth2",
        "/oauth2/token/1",
        "/hr/v1/employees%2F1",
        "/hr/v1/m4rk3r-9f27",
    ] {
        for method in [Method::GET, Method::POST, Method::DELETE] {
            for call in [house.stray(method.clone(), path), house.stray(method, path).by(&all)] {
                let answer = call.answer().await;
                if found.note(&answer, 404, "an unknown path") {
                    found.no_echo(&answer, MARKER, "an unknown path");
                }
            }
        }
    }
    found.hold();
}

#[tokio::test]
async fn literal_paths_win_over_ids() {
    let house = House::start().await;
    let all = house.demo(&house.every_scope()).await;
    let tree = house.sample("menu_tree").by(&all).send().await.held(200).data();
    assert!(tree.is_array());
    for operation in ["contract_list_expired", "contract_template_list"] {
        let answer = house.sample(operation).by(&all).send().await.held(200);
        assert!(answer.json()["pagination"].is_object(), "{operation}");
    }
}
