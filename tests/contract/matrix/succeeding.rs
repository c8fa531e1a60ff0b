//! 2xx: every example of every body, with the status that the document gives it.

use super::Pass;
use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::house::House;

pub static SUCCEEDING: Pass = Pass::new(|| Box::pin(succeeding()));

#[tokio::test]
async fn every_example_succeeds_against_the_demo() {
    SUCCEEDING.findings().await.hold();
}

async fn succeeding() -> Findings {
    let house = House::start().await;
    let mut found = Findings::default();
    let all = house.demo(&house.every_scope()).await;
    for operation in &SHIFTCARE.operations {
        let good = operation.success();
        let bare = || {
            if operation.scopes.is_empty() {
                house.bare(operation)
            } else {
                house.bare(operation).by(&all)
            }
        };
        for example in &operation.examples {
            let answer = bare().example(example).answer().await;
            found.note(&answer, good, &example.name);
            if example.kind == "multipart/form-data" {
                let answer = bare().example(example).every_query().answer().await;
                found.note(&answer, good, "with every parameter");
            }
        }
        if operation.examples.is_empty() {
            let answer = bare().answer().await;
            found.note(&answer, good, "the shortest request");
        }
        if operation.is_list() {
            let answer = bare().every_query().answer().await;
            found.note(&answer, good, "with every parameter");
        }
    }
    let basic = house
        .sample("token_issue")
        .raw("application/x-www-form-urlencoded", "grant_type=client_credentials");
    let basic = basic.header("authorization", "Basic ZGVtby1jbGllbnQ6ZGVtby1zZWNyZXQ=");
    found.note(&basic.answer().await, 200, "a client that names itself by HTTP Basic");
    found
}
