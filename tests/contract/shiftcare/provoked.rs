//! Statuses that only ShiftCare's own facts provoke: the token endpoint, and addresses in use.

use serde_json::{Value, json};

use crate::client::{Answer, Body};
use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::house::House;
use crate::matrix::MARKER;
use crate::operation::text;

/// All of it, for the matrix.
pub async fn provoked() -> Findings {
    let house = House::start().await;
    let mut found = token_requests(&house).await;
    found.join(credentials(&house).await);
    found.join(contacts(&house).await);
    found
}

/// Forms that the token endpoint refuses, each with its code of RFC 6749.
async fn token_requests(house: &House) -> Findings {
    let operation = SHIFTCARE.operation("token_issue");
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
        expect_code(&mut found, &answer, 400, case, code);
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
        expect_code(&mut found, &call.answer().await, 400, case, "invalid_request");
    }
    found
}

async fn credentials(house: &House) -> Findings {
    let mut found = Findings::default();
    for (id, secret) in [("demo-client", MARKER), (MARKER, "demo-secret")] {
        let answer = house.token_answer(id, secret, "").await;
        expect_code(&mut found, &answer, 401, "wrong credentials", "invalid_client");
    }
    let form = "application/x-www-form-urlencoded";
    let basic = house.sample("token_issue").raw(form, "grant_type=client_credentials");
    let basic = basic.header("authorization", "Basic ZGVtby1jbGllbnQ6ZGVtby1zZWNyZXQ=");
    found.note(&basic.answer().await, 200, "a client that names itself by HTTP Basic");
    found
}

fn expect_code(found: &mut Findings, answer: &Answer, status: u16, case: &str, code: &str) {
    if found.note(answer, status, case) {
        let said = &answer.json()["error"];
        found.claim(said == code, || format!("token_issue ({case}): {said} instead of {code}"));
        found.no_echo(answer, MARKER, case);
    }
}

/// The contact of a company is known in any spelling, and the refusal does not repeat it.
async fn contacts(house: &House) -> Findings {
    let mut found = Findings::default();
    let provisioning = house.demo("company:admin").await;
    let operation = SHIFTCARE.operation("company_provision");
    let body = &operation.examples[0].value;
    let first = house.bare(operation).json(body.clone()).by(&provisioning).answer().await;
    found.note(&first, 201, "the first time");
    let shouted = text(&body["contactEmail"]).to_uppercase();
    for email in [text(&body["contactEmail"]), shouted] {
        let mut again = body.clone();
        again["contactEmail"] = json!(email);
        let answer = house.bare(operation).json(again).by(&provisioning).answer().await;
        if found.note(&answer, 409, "the second time") {
            found.no_echo(&answer, &email, "the second time");
            found.names(&answer, "contact", "the second time");
        }
    }
    found
}
