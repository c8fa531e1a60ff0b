//! What only one API has: statuses that need more than its document says to be provoked.

use serde_json::json;

use super::Pass;
use crate::document::Document;
use crate::findings::Findings;
use crate::house::House;
use crate::{icehrm, shiftcare};

pub static OWN: Pass = Pass::new(|document| match document.name {
    "shiftcare" => Box::pin(shiftcare::provoked()),
    "workbeats" => Box::pin(taken_addresses(document)),
    "okta-hr" => Box::pin(unknown_notification(document)),
    "icehrm" => Box::pin(icehrm::provoked(document)),
    _ => Box::pin(async { Findings::default() }),
});

#[tokio::test]
async fn every_api_keeps_its_own_words() {
    OWN.findings().await.hold();
}

/// 409: the address of one user for another, in any case.
async fn taken_addresses(document: &'static Document) -> Findings {
    let house = House::of(document).await;
    let owner = house.owner().await;
    let mut found = Findings::default();
    let replace = document.operation("scim_user_replace");
    let mut body = replace.examples[0].value.clone();
    let patch = document.operation("scim_user_patch");
    for taken in ["admin@demo.example", "ADMIN@demo.example"] {
        body["userName"] = json!(taken);
        let answer = house.ready(replace, &owner).json(body.clone()).answer().await;
        found.note(&answer, 409, taken);
        let change = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [{ "op": "replace", "path": "userName", "value": taken }],
        });
        let answer = house.ready(patch, &owner).json(change).answer().await;
        found.note(&answer, 409, taken);
    }
    found
}

/// 404 without an id in the path: the notification that the body names.
async fn unknown_notification(document: &'static Document) -> Findings {
    let house = House::of(document).await;
    let owner = house.owner().await;
    let mut found = Findings::default();
    let read = document.operation("my_notification_read");
    let body = json!({ "id": "00000000-0000-4000-8000-000000000000" });
    let answer = house.ready(read, &owner).json(body).answer().await;
    found.note(&answer, 404, "an unknown id in the body");
    found
}
