//! Read your write: every field of every noun, by create, update and clearing; deletes are final.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::Scene;
use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::lists::whole_list;
use crate::operation::{Field, Operation, text};

/// A noun that can be created, read, changed, listed and deleted.
struct Noun {
    create: &'static Operation,
    get: &'static Operation,
    update: &'static Operation,
    delete: &'static Operation,
    list: &'static Operation,
    /// Where the answer to a create shows the id.
    pointer: &'static str,
}

fn nouns() -> Vec<Noun> {
    let creates = SHIFTCARE.operations.iter().filter(|o| o.id.ends_with("_create"));
    let nouns = creates.map(|create| {
        let noun = create.id.trim_end_matches("_create");
        let of = |verb: &str| SHIFTCARE.operation(&format!("{noun}_{verb}"));
        let (get, _, pointer) = create.link.as_ref().expect("a link to what was created");
        assert_eq!(*get, format!("{noun}_get"));
        let (update, delete, list) = (of("update"), of("delete"), of("list"));
        Noun { create, get: of("get"), update, delete, list, pointer }
    });
    let nouns: Vec<Noun> = nouns.collect();
    assert_eq!(nouns.len(), 12);
    nouns
}

/// What was sent stands in what came; ids and codes may be sent in another form than shown.
fn same(sent: &Value, got: &Value) -> bool {
    match (sent, got) {
        (Value::Object(sent), Value::Object(got)) => {
            sent.iter().all(|(key, value)| got.get(key).is_some_and(|g| same(value, g)))
        }
        (Value::Array(sent), Value::Array(got)) => {
            sent.len() == got.len() && sent.iter().zip(got).all(|(s, g)| same(s, g))
        }
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Number(_), Value::String(_)) | (Value::String(_), Value::Number(_)) => {
            text(sent) == text(got)
        }
        _ => sent == got,
    }
}

/// Fields that were sent and are shown must come back; answers which were compared.
fn compare(found: &mut Findings, case: &str, sent: &Value, got: &Value, get: &Operation) {
    for (key, value) in sent.as_object().unwrap() {
        if !get.shown.contains(key) {
            continue;
        }
        let shown = &got[key];
        let back = if value.is_null() { shown.is_null() } else { same(value, shown) };
        found.claim(back, || format!("{case}: {key} was sent as {value} and reads {shown}"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_field_that_is_written_can_be_read() {
    let mut found = Findings::default();
    for noun in nouns() {
        found.join(live_through(&noun).await);
    }
    found.hold();
}

/// Short, filled, cleared, deleted; then made whole at once and changed by the examples.
async fn live_through(noun: &Noun) -> Findings {
    let scene = Scene::new().await;
    let mut found = Findings::default();
    let mut examples = noun.create.examples_of("application/json");
    examples.sort_by_key(|e| e.value.as_object().unwrap().len());
    let (short, full) = (&examples[0].value, &examples[examples.len() - 1].value);
    let id = created(&scene, noun, short, &mut found).await;
    for body in filling(noun, full) {
        changed(&scene, noun, &id, &body, &mut found).await;
    }
    // Without a total the days are counted, so that there is always one.
    let nullable = noun.update.fields.iter().filter(|f| f.nullable && f.name != "totalDays");
    let nothing: Map<String, Value> = nullable.map(|f| (f.name.clone(), Value::Null)).collect();
    changed(&scene, noun, &id, &with_required(noun, full, nothing), &mut found).await;
    gone(&scene, noun, &id, &mut found).await;
    let id = created(&scene, noun, full, &mut found).await;
    for example in noun.update.examples_of("application/json") {
        // Questions have ids of their own: this one is about the record that the path names.
        let foreign = example.value["questions"].is_array();
        let id = if foreign { noun.update.id_parameter().example.clone() } else { id.clone() };
        changed(&scene, noun, &id, &example.value, &mut found).await;
    }
    found
}

/// Creates a record, reads it, finds it in the list.
async fn created(scene: &Scene, noun: &Noun, body: &Value, found: &mut Findings) -> Value {
    let answer = scene.add(&noun.create.id, body.clone()).await.held(201).json();
    let id = answer.pointer(noun.pointer).unwrap().clone();
    let read = scene.about(&noun.get.id, &id).await.held(200).data();
    compare(found, &noun.create.id, body, &read, noun.get);
    found.claim(answer["data"] == read, || {
        format!("{}: answered {}, reads {read}", noun.create.id, answer["data"])
    });
    listed(scene, noun, &read, found).await;
    id
}

/// Changes a record, reads it, finds it in the list.
async fn changed(scene: &Scene, noun: &Noun, id: &Value, body: &Value, found: &mut Findings) {
    let before = scene.about(&noun.get.id, id).await.held(200).data();
    let answer = scene.change(&noun.update.id, id, body.clone()).await.held(200).data();
    let read = scene.about(&noun.get.id, id).await.held(200).data();
    compare_changed(found, noun, body, &read);
    found.claim(answer == read, || format!("{}: answered {answer}, reads {read}", noun.update.id));
    let derived = ["updatedDate", "employeeName", "leaderName", "audienceLabel", "empNum"];
    let days = body["fromDateTime"].is_string() || body["toDateTime"].is_string();
    let audience = body["audience"].is_string();
    for (key, value) in before.as_object().unwrap() {
        let follows = (days && key == "totalDays")
            || (audience && ["deptIds", "employeeIds"].contains(&key.as_str()))
            || derived.contains(&key.as_str());
        if body.get(key).is_none() && !follows {
            found.claim(read[key] == *value, || {
                format!(
                    "{}: {key} was not sent and went from {value} to {}",
                    noun.update.id, read[key]
                )
            });
        }
    }
    listed(scene, noun, &read, found).await;
}

fn compare_changed(found: &mut Findings, noun: &Noun, body: &Value, read: &Value) {
    let mut body = body.clone();
    if body["questions"].is_array() {
        // The listing has further questions, which stay.
        let sent = body["questions"].take();
        for question in sent.as_array().unwrap() {
            let known = read["questions"].as_array().into_iter().flatten();
            let kept = known.clone().any(|q| same(question, q));
            found.claim(kept, || format!("{}: {question} is not kept", noun.update.id));
        }
        body.as_object_mut().unwrap().remove("questions");
    }
    compare(found, &noun.update.id, &body, read, noun.get);
}

/// What the list shows of a record is what its own page shows.
async fn listed(scene: &Scene, noun: &Noun, read: &Value, found: &mut Findings) {
    let key = noun.pointer.trim_start_matches("/data/");
    let records = whole_list(&scene.house, &noun.list.id, &scene.all).await;
    let same_id: Vec<_> = records.iter().filter(|r| r[key] == read[key]).collect();
    let list = &noun.list.id;
    found.claim(same_id.len() == 1, || format!("{list}: shows it {} times", same_id.len()));
    for (name, value) in same_id.first().and_then(|r| r.as_object()).into_iter().flatten() {
        found.claim(read[name] == *value, || {
            format!("{list}: {name} is {value}, not {}", read[name])
        });
    }
}

/// Deletes a record; it is gone for every operation, and stays so.
async fn gone(scene: &Scene, noun: &Noun, id: &Value, found: &mut Findings) {
    scene.about(&noun.delete.id, id).await.held(200);
    let base = noun.get.path.as_str();
    for operation in SHIFTCARE.operations.iter().filter(|o| o.path.starts_with(base)) {
        let answer = scene.house.sample(&operation.id).by(&scene.all).id(id.clone()).answer().await;
        found.note(&answer, 404, "after the delete");
    }
    let key = noun.pointer.trim_start_matches("/data/");
    let records = whole_list(&scene.house, &noun.list.id, &scene.all).await;
    found.claim(records.iter().all(|r| r[key] != *id), || format!("{}: still there", noun.list.id));
    let again = scene.house.sample(&noun.create.id).by(&scene.all).send().await.held(201).json();
    let next = again.pointer(noun.pointer).unwrap();
    found.claim(next != id, || format!("{}: the id {id} is used again", noun.create.id));
    scene.about(&noun.delete.id, next).await.held(200);
}

/// Bodies for an update that name every field of it once.
fn filling(noun: &Noun, full: &Value) -> Vec<Value> {
    let mut all = Map::new();
    let mut bodies = Vec::new();
    for field in &noun.update.fields {
        match (noun.update.id.as_str(), field.name.as_str()) {
            // Fetched from elsewhere: proven where the fetching is.
            ("document_update", "fileUrl") => {}
            // Only existing questions can be changed: proven by the example.
            ("job_listing_update", "questions") => {}
            // Kept for one audience each.
            ("policy_update", "deptIds") => {
                bodies.push(json!({ "audience": "2", "deptIds": [1, 3] }));
            }
            ("policy_update", "employeeIds") => {
                bodies.push(json!({ "audience": "3", "employeeIds": [4, 5, 6] }));
            }
            (_, name) => {
                let value = full.get(name).cloned().unwrap_or_else(|| invented(field));
                all.insert(name.to_owned(), value);
            }
        }
    }
    let mut named: BTreeSet<&str> = all.keys().map(String::as_str).collect();
    for body in &bodies {
        named.extend(body.as_object().unwrap().keys().map(String::as_str));
    }
    let missing = noun.update.fields.iter().filter(|f| !named.contains(f.name.as_str()));
    assert!(missing.count() <= 1, "{}: fields without a test", noun.update.id);
    bodies.insert(0, Value::Object(all));
    bodies
}

/// A value that a field takes and that is not its default.
fn invented(field: &Field) -> Value {
    let schema = &field.schema;
    if let Some(codes) = schema["enum"].as_array() {
        let strings = codes.iter().filter(|c| c.is_string()).count();
        return codes[if strings > 0 { strings - 1 } else { codes.len() - 1 }].clone();
    }
    let format = schema["format"].as_str().unwrap_or_default();
    match (schema["type"].as_str().unwrap_or("string"), format) {
        ("boolean", _) => json!(true),
        ("integer", _) => json!(7),
        ("number", _) => json!(7.25),
        (_, "date") => json!("2026-06-15"),
        (_, "local-date-time") => json!("2026-06-15T08:30:15"),
        (_, "uri") => json!("https://files.example.com/made/for/a/test.pdf"),
        (_, "email") => json!("made.for.a.test@demo.example"),
        _ if field.name == "signDate" => json!("2026-06-15"),
        _ => json!("Zoë Ünïcode 測試 🙂 \"quoted\" <b>\\"),
    }
}

/// Some updates need a field always.
fn with_required(noun: &Noun, full: &Value, mut body: Map<String, Value>) -> Value {
    for field in noun.update.fields.iter().filter(|f| f.required) {
        body.insert(field.name.clone(), full[&field.name].clone());
    }
    Value::Object(body)
}

#[tokio::test]
async fn every_noun_of_the_document_is_lived_through() {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for noun in nouns() {
        let operations = [noun.create, noun.get, noun.update, noun.delete, noun.list];
        seen.extend(operations.map(|o| o.id.as_str()));
    }
    let crud = ["_create", "_get", "_update", "_delete", "_list"];
    for operation in &SHIFTCARE.operations {
        let one = crud.iter().any(|verb| operation.id.ends_with(verb));
        let alone = ["key_list", "menu_list", "menu_get", "emergency_contact_list"];
        let settings = operation.id.starts_with("company_settings");
        if one && !settings && !alone.contains(&operation.id.as_str()) {
            assert!(seen.contains(operation.id.as_str()), "{}", operation.id);
        }
    }
}

#[tokio::test]
async fn company_settings_update_merges_field_by_field() {
    let scene = Scene::new().await;
    let read = || async {
        let call = scene.house.sample("company_settings_get").by(&scene.all);
        call.send().await.held(200).data()
    };
    let mut expected = read().await;
    let update = SHIFTCARE.operation("company_settings_update");
    for group in &update.fields {
        for field in &group.inner {
            let before = &expected[&group.name][&field.name];
            let value = match before {
                Value::Bool(was) => json!(!was),
                Value::Number(was) => json!(was.as_i64().unwrap() + 1),
                Value::String(time) if time.contains(':') => json!("10:11:12"),
                _ => json!("2"),
            };
            let body = json!({ group.name.as_str(): { field.name.as_str(): value.clone() } });
            scene.add("company_settings_update", body).await.held(200);
            expected[&group.name][&field.name] = value;
            assert_eq!(read().await, expected, "{}.{}", group.name, field.name);
        }
    }
    scene.add("company_settings_update", json!({ "enterpriseId": "ent_rival" })).await.held(200);
    assert_eq!(read().await, expected);
}

#[tokio::test]
async fn file_upload_answers_what_was_sent_and_serves_it() {
    let scene = Scene::new().await;
    let answer = scene.house.sample("file_upload").by(&scene.all).send().await.held(200).data();
    let sent = text(&SHIFTCARE.operation("file_upload").examples[0].value["file"]);
    assert_eq!(answer["fileName"], "sample.txt");
    assert_eq!(answer["fileSize"], sent.len());
    assert_eq!(answer["fileType"], "text/plain");
    let url = text(&answer["fileUrl"]);
    assert!(url.starts_with(&scene.house.base), "{url}");
    let path = url.strip_prefix(&scene.house.base).unwrap();
    let file = scene.house.plain(reqwest::Method::GET, path).send().await.unwrap();
    assert_eq!(file.status(), 200);
    assert_eq!(file.text().await.unwrap(), sent);
}
