//! What ShiftCare says about scopes and companies beyond the rules that hold for every API.

use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::house::House;
use crate::lists::whole_list;

#[tokio::test]
async fn the_default_scope_reads_and_writes_and_deletes_nothing() {
    let house = House::start().await;
    let mut found = Findings::default();
    let answer = house.token_answer("demo-client", "demo-secret", "").await;
    assert_eq!(answer.json()["scope"], "read write");
    let caller = house.demo("").await;
    for operation in SHIFTCARE.guarded() {
        let answer = house.sample(&operation.id).by(&caller).answer().await;
        let admin = operation.scopes[0].ends_with(":admin");
        found.claim((answer.status == 403) == admin, || {
            format!("{} under `read write`: {}", operation.id, answer.text())
        });
    }
    found.hold();
}

#[tokio::test]
async fn a_refusal_names_the_scope_that_is_lacking() {
    let house = House::start().await;
    let mut found = Findings::default();
    let (uploads, positions) = (house.demo("file:write").await, house.demo("position:read").await);
    for operation in SHIFTCARE.guarded() {
        let other = if operation.scopes == ["file:write"] { &positions } else { &uploads };
        let answer = house.sample(&operation.id).by(other).answer().await;
        if found.note(&answer, 403, "without the scope") {
            found.names(&answer, &operation.scopes.join(" "), "without the scope");
        }
    }
    found.hold();
}

#[tokio::test]
async fn a_company_that_is_not_the_clients_is_forbidden() {
    let house = House::start().await;
    let mut found = Findings::default();
    let all = house.owner().await;
    for operation in SHIFTCARE.guarded().filter(|o| o.tenant) {
        for company in ["ent_rival", "ent_nobody"] {
            let answer = house.sample(&operation.id).by(&all).company(company).answer().await;
            found.note(&answer, 403, company);
        }
    }
    found.hold();
}

#[tokio::test]
async fn company_settings_get_shows_the_callers_own_company() {
    let house = House::start().await;
    let rival = house.other().await;
    let settings = house.sample("company_settings_get").by(&rival).send().await;
    assert_eq!(settings.held(200).data()["enterpriseId"], "ent_rival");
}

/// Creates that refer to records, and the field that does.
const REFERRING: [(&str, &str, &str); 8] = [
    ("employee_create", "roleId", "application/json"),
    ("leave_request_create", "employeeId", "application/json"),
    ("holiday_create", "employeeId", "application/json"),
    ("department_create", "leader", "application/json"),
    ("document_create", "employeeId", "application/json"),
    ("document_create", "employeeId", "multipart/form-data"),
    ("contract_create", "employeeId", "application/json"),
    ("job_listing_update", "questions", "application/json"),
];

#[tokio::test]
async fn bodies_cannot_refer_to_records_of_another_company() {
    let house = House::start().await;
    let rival = house.other().await;
    let mut found = Findings::default();
    for (id, field, kind) in REFERRING {
        let operation = SHIFTCARE.operation(id);
        for example in operation.examples_of(kind) {
            let mut call = house.bare(operation).example(example).by(&rival);
            if operation.names_a_record() {
                // One of the rival's own, so that only the reference is foreign.
                let own = whole_list(&house, "job_listing_list", &rival).await;
                call = call.id(own[0]["id"].clone());
            }
            let answer = call.answer().await;
            if found.note(&answer, 400, "a reference to the demo") {
                found.names(&answer, field, "a reference to the demo");
            }
        }
    }
    found.hold();
}

#[tokio::test]
async fn literal_paths_win_over_ids() {
    let house = House::start().await;
    let all = house.owner().await;
    let tree = house.sample("menu_tree").by(&all).send().await.held(200).data();
    assert!(tree.is_array());
    for operation in ["contract_list_expired", "contract_template_list"] {
        let answer = house.sample(operation).by(&all).send().await.held(200);
        assert!(answer.json()["pagination"].is_object(), "{operation}");
    }
}
