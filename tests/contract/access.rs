//! Who may do what: scopes one by one, and nothing of another company.

use serde_json::{Value, json};

use crate::client::{Call, Caller, Client};
use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::house::House;
use crate::operation::{Operation, text};

/// Menus belong to the system and are the same for every company.
const OF_THE_SYSTEM: [&str; 3] = ["menu_list", "menu_tree", "menu_get"];

/// Operations that need a token.
fn guarded() -> impl Iterator<Item = &'static Operation> {
    SHIFTCARE.operations.iter().filter(|o| !o.scopes.is_empty())
}

/// Scopes that open an operation: its own, the coarse one, the other spelling for holidays.
fn openers(operation: &Operation) -> Vec<String> {
    let own = &operation.scopes[0];
    let mut all = vec![own.clone()];
    all.extend(own.strip_suffix(":read").map(|_| "read".to_owned()));
    all.extend(own.strip_suffix(":write").map(|_| "write".to_owned()));
    if own == "holiday:read" || own == "holidays:read" {
        all.extend(["holiday:read".to_owned(), "holidays:read".to_owned()]);
    }
    all
}

#[tokio::test]
async fn each_scope_that_opens_an_operation_suffices_alone() {
    let house = House::start().await;
    let mut found = Findings::default();
    for operation in guarded() {
        for scope in openers(operation) {
            let caller = house.demo(&scope).await;
            let answer = house.sample(&operation.id).by(&caller).answer().await;
            found.wrong.extend(answer.complaints.clone());
            let refused = [401, 403].contains(&answer.status);
            found
                .claim(!refused, || format!("{} refuses {scope}: {}", operation.id, answer.text()));
        }
    }
    found.hold();
}

#[tokio::test]
async fn every_other_scope_together_opens_nothing() {
    let house = House::start().await;
    let mut found = Findings::default();
    for operation in guarded() {
        let open = openers(operation);
        let others: Vec<String> =
            SHIFTCARE.all_scopes().into_iter().filter(|s| !open.contains(s)).collect();
        let caller = house.demo(&others.join(" ")).await;
        let answer = house.sample(&operation.id).by(&caller).answer().await;
        found.note(&answer, 403, "every other scope");
    }
    found.hold();
}

#[tokio::test]
async fn the_default_scope_reads_and_writes_and_deletes_nothing() {
    let house = House::start().await;
    let mut found = Findings::default();
    let answer = house.token_answer("demo-client", "demo-secret", "").await;
    assert_eq!(answer.json()["scope"], "read write");
    let caller = house.demo("").await;
    for operation in guarded() {
        let answer = house.sample(&operation.id).by(&caller).answer().await;
        let admin = operation.scopes[0].ends_with(":admin");
        found.claim((answer.status == 403) == admin, || {
            format!("{} under `read write`: {}", operation.id, answer.text())
        });
    }
    found.hold();
}

#[tokio::test]
async fn records_of_another_company_are_not_found_by_their_ids() {
    let house = House::start().await;
    let mut found = Findings::default();
    let rival = house.rival(&house.every_scope()).await;
    let named = guarded().filter(|o| o.names_a_record());
    for operation in named.filter(|o| !OF_THE_SYSTEM.contains(&o.id.as_str())) {
        for call in every_example(&house, operation) {
            let answer = call.by(&rival).answer().await;
            found.note(&answer, 404, "an id of the demo");
        }
    }
    found.hold();
}

#[tokio::test]
async fn another_company_cannot_be_named() {
    let house = House::start().await;
    let mut found = Findings::default();
    let mut rival = house.rival(&house.every_scope()).await;
    rival.company = Some("ent_demo".into());
    for operation in guarded().filter(|o| o.tenant) {
        for call in every_example(&house, operation) {
            let answer = call.by(&rival).answer().await;
            found.note(&answer, 403, "a company that is not the client's");
        }
    }
    found.hold();
}

/// One call per example, or one without a body.
fn every_example(house: &House, operation: &'static Operation) -> Vec<Call> {
    let calls = operation.examples.iter().map(|e| house.bare(operation).example(e));
    let calls: Vec<Call> = calls.collect();
    if calls.is_empty() { vec![house.bare(operation)] } else { calls }
}

/// All records of a list, page by page.
pub async fn whole_list(client: &Client, operation: &str, caller: &Caller) -> Vec<Value> {
    let mut records = Vec::new();
    for page in 1.. {
        let call = client.sample(operation).by(caller).query("page", page).query("size", 100);
        let answer = call.send().await.held(200).json();
        records.extend(answer["data"].as_array().unwrap().clone());
        if answer["pagination"]["hasNextPage"] == json!(false) {
            break;
        }
    }
    records
}

/// What tells people and records apart, by key.
const TELLING: [&str; 12] = [
    "employeeId",
    "leaveTypeId",
    "leaveId",
    "positionId",
    "id",
    "empleHolidayId",
    "deptId",
    "roleId",
    "policyId",
    "documentId",
    "templateId",
    "email",
];
/// Names of people, which the demo does not use twice.
const PEOPLE: [&str; 3] = ["employeeName", "leaderName", "emergencyContactName"];

#[tokio::test]
async fn lists_show_nothing_of_another_company() {
    let house = House::start().await;
    let scopes = house.every_scope();
    let (demo, rival) = (house.demo(&scopes).await, house.rival(&scopes).await);
    let mut found = Findings::default();
    for operation in guarded().filter(|o| o.is_list()) {
        let ours = whole_list(&house, &operation.id, &demo).await;
        let theirs = whole_list(&house, &operation.id, &rival).await;
        let id = &operation.id;
        found.claim(!ours.is_empty(), || format!("{id}: the demo has none"));
        for key in TELLING.iter().chain(&PEOPLE) {
            let values = |of: &[Value]| -> Vec<String> {
                of.iter().filter(|r| !r[key].is_null()).map(|r| text(&r[key])).collect()
            };
            let ours = values(&ours);
            let shared: Vec<_> = values(&theirs).into_iter().filter(|v| ours.contains(v)).collect();
            found.claim(shared.is_empty(), || format!("{id}: both show {key} {shared:?}"));
        }
    }
    let settings = house.sample("company_settings_get").by(&rival).send().await;
    assert_eq!(settings.held(200).data()["enterpriseId"], "ent_rival");
    found.hold();
}

#[tokio::test]
async fn nothing_that_another_company_sends_changes_a_record() {
    let house = House::start().await;
    let scopes = house.every_scope();
    let (demo, rival) = (house.demo(&scopes).await, house.rival(&scopes).await);
    let before = picture(&house, &demo).await;
    let named = guarded().filter(|o| o.names_a_record() && o.method != reqwest::Method::GET);
    for operation in named {
        for call in every_example(&house, operation) {
            call.clone().by(&rival).send().await.held(404);
            let mut forged = rival.clone();
            forged.company = Some("ent_demo".into());
            call.by(&forged).send().await.held(403);
        }
    }
    for operation in guarded().filter(|o| !o.names_a_record() && !o.kinds.is_empty()) {
        for call in every_example(&house, operation) {
            // Accepted or not, it stays in the rival's own rooms.
            call.by(&rival).send().await;
        }
    }
    let after = picture(&house, &demo).await;
    for (what, record) in &before {
        let now = after.iter().find(|(other, _)| other == what).map(|(_, r)| r);
        assert_eq!(Some(record), now, "{what} has changed");
    }
    assert_eq!(before.len(), after.len());
}

/// Every list and every record that the examples name, as the demo's client sees them.
async fn picture(client: &Client, caller: &Caller) -> Vec<(String, Value)> {
    let mut seen = Vec::new();
    for operation in guarded().filter(|o| o.method == reqwest::Method::GET) {
        if operation.is_list() {
            for (at, record) in whole_list(client, &operation.id, caller).await.iter().enumerate() {
                seen.push((format!("{} {at}", operation.id), record.clone()));
            }
        } else {
            let answer = client.sample(&operation.id).by(caller).send().await.held(200);
            seen.push((operation.id.clone(), answer.data()));
        }
    }
    seen
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
    let scopes = house.every_scope();
    let rival = house.rival(&scopes).await;
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
