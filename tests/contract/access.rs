//! Who may do what: scopes one by one, roles one by one, and nothing of another company.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::client::{Body, Caller, Client};
use crate::document::{DOCUMENTS, Document};
use crate::findings::Findings;
use crate::house::House;
use crate::lists::whole_list;
use crate::operation::{Operation, text};

/// What SCIM says of itself.
const SCIM: &[&str] =
    &["scim_resource_type_list", "scim_resource_type_get", "scim_schema_list", "scim_schema_get"];

/// Lists of the world, and what the server knows by itself.
const ICEHRM: &[&str] = &[
    "country_list",
    "currency_list",
    "payroll_currency_list",
    "pay_frequency_list",
    "calculation_hook_list",
];

/// Reads of what belongs to the system and is the same for every company.
const OF_THE_SYSTEM: [(&str, &[&str]); 4] = [
    ("shiftcare", &["menu_list", "menu_tree", "menu_get"]),
    ("workbeats", SCIM),
    ("whosoff", &["lookup_country", "lookup_values"]),
    ("icehrm", ICEHRM),
];

fn of_the_system(document: &Document, operation: &Operation) -> bool {
    OF_THE_SYSTEM.iter().any(|(api, ids)| *api == document.name && ids.contains(&&*operation.id))
}

/// The demo's caller with these scopes only: how such a token is made is each API's own.
pub async fn scoped(client: &Client, scopes: &[String]) -> Caller {
    let document = client.document;
    match document.name {
        "workbeats" => {
            let body = json!({ "name": "Chosen scopes", "scopes": scopes });
            let call = client.sample("application_token_create").by(&client.owner().await);
            let made = call.body(Body::Json(body)).send().await.held(201).data();
            let token = text(&made["attributes"]["token"]);
            Caller::new(document, &document.owner(), "applicationToken", &token)
        }
        _ => client.scoped(&document.owner(), &scopes.join(" ")).await,
    }
}

/// Scopes that open an operation: its own, a coarse one that is only a verb, another spelling.
fn openers(document: &Document, operation: &Operation) -> Vec<String> {
    let own = &operation.scopes[0];
    let known = document.all_scopes();
    let coarse = own.rsplit(':').next().filter(|verb| known.iter().any(|s| s == verb));
    let mut all = vec![own.clone()];
    all.extend(coarse.map(str::to_owned));
    if own == "holiday:read" || own == "holidays:read" {
        all.extend(["holiday:read".to_owned(), "holidays:read".to_owned()]);
    }
    all
}

/// Operations that ask for a scope.
fn asking(document: &'static Document) -> impl Iterator<Item = &'static Operation> {
    document.guarded().filter(|o| !o.scopes.is_empty())
}

#[tokio::test]
async fn each_scope_that_opens_an_operation_suffices_alone() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        for operation in asking(document) {
            for scope in openers(document, operation) {
                let caller = scoped(&house, std::slice::from_ref(&scope)).await;
                let answer = house.sample(&operation.id).by(&caller).answer().await;
                found.wrong.extend(answer.complaints.clone());
                if [401, 403].contains(&answer.status) {
                    found.say(&answer, &scope, &format!("is refused: {}", answer.text()));
                }
            }
        }
    }
    found.hold();
}

#[tokio::test]
async fn every_other_scope_together_opens_nothing() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        for operation in asking(document) {
            let open = openers(document, operation);
            let mut others = document.all_scopes();
            others.retain(|scope| !open.contains(scope));
            let caller = scoped(&house, &others).await;
            let answer = house.sample(&operation.id).by(&caller).answer().await;
            found.note(&answer, 403, "every other scope");
        }
    }
    found.hold();
}

/// Identities that have a role, with its level.
pub fn ranked(document: &Document) -> Vec<(String, usize)> {
    let with_role = document.identities().iter().filter(|i| i["role"].is_string());
    with_role.map(|i| (text(&i["name"]), document.level(&text(&i["role"])))).collect()
}

/// Signed in anew for an operation that ends the caller's own token.
async fn acting(client: &Client, name: &str, operation: &Operation) -> Caller {
    match operation.verb.as_deref() {
        Some("token.revoke") => client.sign_in(name).await,
        _ => client.identity(name).await,
    }
}

#[tokio::test]
async fn each_role_reaches_its_operations_and_no_others() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        for operation in document.guarded() {
            let Some(role) = &operation.role else { continue };
            for (name, level) in ranked(document) {
                let caller = acting(&house, &name, operation).await;
                if caller.key(&operation.schemes).is_none() {
                    continue;
                }
                let answer = house.sample(&operation.id).by(&caller).answer().await;
                if level < document.level(role) {
                    found.note(&answer, 403, &name);
                    continue;
                }
                found.wrong.extend(answer.complaints.clone());
                // A rule about the record may refuse what the role allows, but not the owner.
                let of_record = operation.refusals.contains(&403)
                    || document.level(role) == 0 && operation.documents(403);
                let rule = of_record && name != document.owner();
                let ruled = answer.status == 403 && rule;
                if [401, 403].contains(&answer.status) && !ruled {
                    found.say(&answer, &name, &format!("is refused: {}", answer.text()));
                }
            }
        }
    }
    found.hold();
}

/// Operations that are about one company.
fn of_a_company(document: &'static Document) -> impl Iterator<Item = &'static Operation> {
    let service = |o: &&Operation| o.schemes.iter().any(|s| document.principal(s) == "service");
    document.guarded().filter(move |o| !service(o) && !of_the_system(document, o))
}

#[tokio::test]
async fn records_of_another_company_are_not_found_by_their_ids() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        let rival = house.other().await;
        for operation in of_a_company(document).filter(|o| o.names_a_record()) {
            for call in house.every_example(operation, &rival) {
                let answer = call.answer().await;
                found.note(&answer, document.no_record(operation), "an id of the demo");
            }
        }
    }
    found.hold();
}

/// The caller of the other company, naming the demo's; nobody where both have the same name.
async fn forged(client: &Client) -> Option<Caller> {
    let (document, header) = (client.document, client.document.tenant_header()?);
    let named = |who: &str| text(&document.identity(who)["headers"][header]);
    let ours = named(&document.owner());
    (ours != named(&document.other())).then_some(())?;
    Some(client.other().await.with(header, &ours))
}

#[tokio::test]
async fn another_company_cannot_be_named() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        let Some(forged) = forged(&house).await else { continue };
        for operation in document.guarded().filter(|o| o.tenant) {
            for call in house.every_example(operation, &forged) {
                let answer = call.answer().await;
                let statuses = document.no_company(operation);
                found.note_any(&answer, &statuses, "a company that is not the caller's");
            }
        }
    }
    found.hold();
}

/// Names of people, which the demo does not use twice.
const PEOPLE: [&str; 3] = ["employeeName", "leaderName", "emergencyContactName"];

/// Ends of keys that look like ids and hold codes or, where nothing is behind them, nothing.
const CODES: [&str; 5] = ["type_id", "role_id", "status_id", "method_id", "unique_id"];

/// Values that tell the records of a list apart, by their key.
fn telling(records: &[Value]) -> BTreeSet<(String, String)> {
    let flat: Vec<Value> = records.iter().map(flattened).collect();
    let keys: BTreeSet<&String> =
        flat.iter().filter_map(Value::as_object).flat_map(|r| r.keys()).collect();
    let mut all = BTreeSet::new();
    for key in keys {
        let there = flat.iter().filter(|r| !r[key].is_null());
        let values: Vec<String> = there.map(|r| text(&r[key])).collect();
        let once: BTreeSet<&String> = values.iter().collect();
        // An external id is whatever a caller of either company calls it.
        let is_id = key == "id" || key.ends_with("Id") || key.ends_with("_id");
        let is_id = is_id && !key.starts_with("external");
        // A code has the same few values for everybody.
        let is_code = CODES.iter().any(|code| key.ends_with(code));
        let people = PEOPLE.contains(&key.as_str())
            || key.contains("email") && !is_id && values.iter().any(|value| value.contains('@'));
        if !is_code && (people || is_id && once.len() == flat.len()) {
            all.extend(values.into_iter().map(|value| (key.clone(), value)));
        }
    }
    all
}

/// A record with its attributes on the same level.
fn flattened(record: &Value) -> Value {
    let mut flat = record.clone();
    if let (Some(flat), Some(more)) = (flat.as_object_mut(), record["attributes"].as_object()) {
        flat.extend(more.clone());
    }
    flat
}

#[tokio::test]
async fn lists_show_nothing_of_another_company() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        let (owner, rival) = (house.owner().await, house.other().await);
        let lists = of_a_company(document).filter(|o| o.reads() && !o.names_a_record());
        for operation in lists {
            let ours = whole_list(&house, &operation.id, &owner).await;
            let empty = operation.is_list() && ours.is_empty();
            let ours = telling(&ours);
            let theirs = telling(&whole_list(&house, &operation.id, &rival).await);
            found.claim(!empty, || format!("{document:?} {}: the demo has none", operation.id));
            let shared: Vec<_> = ours.intersection(&theirs).collect();
            found.claim(shared.is_empty(), || {
                format!("{document:?} {}: both show {shared:?}", operation.id)
            });
        }
    }
    found.hold();
}

#[tokio::test]
async fn nothing_that_another_company_sends_changes_a_record() {
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        let owner = house.owner().await;
        let forged = forged(&house).await;
        let before = picture(&house, &owner).await;
        for operation in of_a_company(document).filter(|o| !o.reads()) {
            let rival = acting(&house, &document.other(), operation).await;
            for call in house.every_example(operation, &rival) {
                let answer = call.clone().send().await;
                // Without an id in the path it stays in the rival's own rooms, accepted or not.
                if operation.names_a_record() {
                    answer.held(document.no_record(operation));
                }
                if let Some(forged) = forged.as_ref().filter(|_| operation.tenant) {
                    let status = call.by(forged).send().await.status;
                    let expected = document.no_company(operation);
                    assert!(expected.contains(&status), "{}: {status}", operation.id);
                }
            }
        }
        let after = picture(&house, &owner).await;
        for (what, record) in &before {
            let now = after.iter().find(|(other, _)| other == what).map(|(_, r)| r);
            assert_eq!(Some(record), now, "{document:?} {what} has changed");
        }
        assert_eq!(before.len(), after.len());
    }
}

/// Every list and every record that the examples name, as the demo's owner sees them.
async fn picture(client: &Client, caller: &Caller) -> Vec<(String, Value)> {
    let mut seen = Vec::new();
    for operation in of_a_company(client.document).filter(|o| o.reads()) {
        if operation.is_list() {
            for (at, record) in whole_list(client, &operation.id, caller).await.iter().enumerate() {
                seen.push((format!("{} {at}", operation.id), settled(record)));
            }
        } else {
            let answer = client.sample(&operation.id).by(caller).send().await.held(200);
            seen.push((operation.id.clone(), settled(&answer.json())));
        }
    }
    seen
}

/// What reading itself changes, and what the clock says.
pub const READ_ANEW: [&str; 4] = ["last_used_at", "last_logins", "time", "current_time"];

/// What changes with every reading is left out.
fn settled(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(settled).collect(),
        Value::Object(all) => {
            let kept = all.iter().filter(|(key, _)| !READ_ANEW.contains(&key.as_str()));
            kept.map(|(key, value)| (key.clone(), settled(value))).collect()
        }
        other => other.clone(),
    }
}
