//! Nobody sees or changes the records of people who are none of theirs, in any operation.
//!
//! The vendor's own product once let everybody read everybody's records by their ids, so each
//! operation that may refuse a record is tried here with the records of others, as an employee
//! who leads nobody.

use serde_json::{Value, json};

use crate::client::{Answer, Call, Caller, Client};
use crate::document::Document;
use crate::findings::Findings;
use crate::house::House;
use crate::operation::{Example, Operation};

/// The employee who asks, and somebody else.
const OWN: i64 = 3;
const OTHERS: [i64; 2] = [16, 1];

/// The setting by which everybody sees every project.
const PROJECTS_FOR_ALL: i64 = 9;

/// Ids up to this one are tried in paths.
const IDS: i64 = 40;

/// Fields and parameters that name employees.
const NAMES: [&str; 5] = ["employee", "employees", "employee_id", "employee_ids", "employeeId"];

/// Every operation that is open to all levels and may refuse a record does refuse one, and what
/// is shown is the caller's own.
pub async fn provoked(document: &'static Document) -> Findings {
    let mut found = Findings::default();
    for operation in document.guarded().filter(|o| guards(document, o)) {
        let house = House::of(document).await;
        let employee = house.identity("employee").await;
        // With this off, projects are for those who are assigned.
        let off = json!({ "id": PROJECTS_FOR_ALL, "value": "0" });
        let owner = house.owner().await;
        house.ready(document.operation("setting_save"), &owner).json(off).send().await.held(200);
        let mut refused = false;
        for call in attempts(&house, operation, &employee) {
            let answer = call.answer().await;
            if answer.status == 403 {
                refused = true;
                found.note(&answer, 403, "somebody else's record");
            } else {
                look(&mut found, operation, &answer);
            }
        }
        found.claim(refused, || format!("{} refuses nobody", operation.id));
    }
    found
}

/// Open to every level, so that a refusal is about the record.
fn guards(document: &Document, operation: &Operation) -> bool {
    let open = operation.role.as_ref().is_some_and(|role| document.level(role) == 0);
    open && operation.documents(403)
}

/// The examples with the ids of others in the path, or the names of others elsewhere.
fn attempts(client: &Client, operation: &'static Operation, caller: &Caller) -> Vec<Call> {
    let mut all = Vec::new();
    for call in client.every_example(operation, caller) {
        for parameter in operation.of_place("path").filter(|p| p.example.is_number()) {
            all.extend((1..=IDS).map(|id| call.clone().part(&parameter.name, json!(id))));
        }
        for other in OTHERS {
            for parameter in operation.of_place("query") {
                if NAMES.contains(&&*parameter.name) {
                    all.push(call.clone().query(&parameter.name, other));
                }
            }
        }
    }
    for example in &operation.examples {
        for other in OTHERS {
            let mut value = example.value.clone();
            if renamed(&mut value, operation, other) {
                let changed = Example { value, ..example.clone() };
                all.push(client.ready(operation, caller).example(&changed));
            }
        }
    }
    all
}

/// Whether the body names somebody, who is `other` then.
fn renamed(body: &mut Value, operation: &Operation, other: i64) -> bool {
    let mut named = false;
    for field in operation.fields.iter().chain(&operation.parts) {
        if !NAMES.contains(&&*field.name) {
            continue;
        }
        let list = field.list || body[&field.name].is_array();
        body[&field.name] = if list { json!([other]) } else { json!(other) };
        named = true;
    }
    named
}

/// A single record that is shown is the caller's own, where it says whose it is.
fn look(found: &mut Findings, operation: &Operation, answer: &Answer) {
    if answer.status != 200 || !operation.reads() || !operation.names_a_record() {
        return;
    }
    let data = answer.data();
    let whose = [&data["employee"], &data["employee"]["id"], &data["timesheet"]["employee"]];
    for id in whose.into_iter().filter_map(Value::as_i64) {
        if id != OWN {
            found.say(answer, "somebody else's record", &format!("shows employee {id}"));
        }
    }
}
