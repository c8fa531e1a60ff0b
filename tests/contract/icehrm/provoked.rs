//! Statuses that only IceHRM's own facts provoke: wrong sign-ins, weeks that are there already.

use serde_json::json;

use super::visibility;
use crate::document::Document;
use crate::findings::Findings;
use crate::house::House;
use crate::matrix::MARKER;

/// All of it, for the matrix.
pub async fn provoked(document: &'static Document) -> Findings {
    let mut found = visibility::provoked(document).await;
    let house = House::of(document).await;
    let owner = house.owner().await;
    let grant = document.operation("access_token_create");
    for field in ["client_id", "client_secret", "username", "password"] {
        let mut body = grant.examples[0].value.clone();
        body[field] = json!(MARKER);
        let answer = house.bare(grant).json(body).answer().await;
        if found.note(&answer, 401, field) {
            found.no_echo(&answer, MARKER, field);
        }
    }
    let members = document.operation("team_member_list");
    let answer = house.ready(members, &owner).query("team", 99_999).answer().await;
    found.note(&answer, 404, "an unknown team");
    for id in ["timesheet_create_current", "timesheet_create_next", "timesheet_create_previous"] {
        let operation = document.operation(id);
        let call = house.ready(operation, &owner);
        found.note(&call.clone().answer().await, 201, "a new week");
        found.note(&call.answer().await, 200, "the same week");
    }
    found
}
