//! 2xx: every example of every body, with the status that the document gives it.

use super::Pass;
use crate::client::{Body, Call, Client};
use crate::document::Document;
use crate::findings::Findings;
use crate::house::House;
use crate::operation::{Operation, is_json};

pub static SUCCEEDING: Pass = Pass::new(|document| Box::pin(succeeding(document)));

#[tokio::test]
async fn every_example_succeeds_against_the_demo() {
    SUCCEEDING.findings().await.hold();
}

/// The examples in document order on one server, and on a fresh one after each that another had
/// made impossible: each must succeed on a fresh one.
async fn succeeding(document: &'static Document) -> Findings {
    let mut house = House::of(document).await;
    let mut found = Findings::default();
    for operation in &document.operations {
        for at in 0..cases(&house, operation).await.len() {
            let (case, call) = cases(&house, operation).await.swap_remove(at);
            let mut answer = call.answer().await;
            if answer.status != operation.success() {
                house = House::of(document).await;
                let (_, again) = cases(&house, operation).await.swap_remove(at);
                answer = again.answer().await;
            }
            found.note(&answer, operation.success(), &case);
        }
        found.join(in_other_types(&house, operation).await);
    }
    found
}

/// Everything that the document shows of an operation.
async fn cases(client: &Client, operation: &'static Operation) -> Vec<(String, Call)> {
    let owner = client.owner().await;
    let bare = || client.ready(operation, &owner);
    let mut cases = Vec::new();
    for example in &operation.examples {
        cases.push((example.name.clone(), bare().example(example)));
        if example.kind == "multipart/form-data" {
            cases.push(("every parameter".into(), bare().example(example).every_query()));
        }
    }
    if operation.examples.is_empty() {
        cases.push(("the shortest request".into(), bare()));
    }
    if operation.is_list() {
        cases.push(("every parameter".into(), bare().every_query()));
    }
    cases
}

/// The same in each other media type of JSON that is documented for question and answer; where a
/// rule may refuse the second time, only the answer's.
async fn in_other_types(client: &Client, operation: &'static Operation) -> Findings {
    let mut found = Findings::default();
    if operation.method != reqwest::Method::GET && !operation.refusals.is_empty() {
        return found;
    }
    let owner = client.owner().await;
    let shown = operation.json_examples().first().map(|e| e.value.clone());
    for kind in operation.kinds.iter().filter(|kind| is_json(kind)).skip(1) {
        let Some(value) = shown.clone() else { continue };
        let call = client.ready(operation, &owner).body(Body::JsonAs(kind.clone(), value));
        found.note(&call.answer().await, operation.success(), kind);
    }
    if operation.answers.len() < 2 || !operation.reads() {
        return found;
    }
    for kind in &operation.answers {
        let call = client.ready(operation, &owner);
        let call = shown.iter().fold(call, |call, value| call.json(value.clone()));
        let answer = call.header("accept", kind).answer().await;
        let sent = answer.header("content-type").unwrap_or_default().to_owned();
        if found.note(&answer, operation.success(), kind) && !sent.starts_with(&**kind) {
            found.say(&answer, kind, &format!("was asked for, {sent} was sent"));
        }
    }
    found
}
