//! State, from the documents: what is created can be read field by field, is in its list, changes
//! only where a change names it, is gone once deleted, and every act leaves its audit row.

mod acts;
mod pages;

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use serde_json::{Map, Value};

use crate::access::READ_ANEW;
use crate::client::{Answer, Caller};
use crate::document::{DOCUMENTS, Document};
use crate::findings::Findings;
use crate::house::House;
use crate::lists::whole_list;
use crate::operation::{Operation, text};

/// A kind of record that can be created and read back: its document links the two.
struct Noun {
    create: &'static Operation,
    get: &'static Operation,
    /// The parameter of `get` that takes the id.
    parameter: &'static str,
    /// Where the answer to `create` shows the id.
    pointer: &'static str,
}

fn nouns(document: &'static Document) -> Vec<Noun> {
    let linked = document.operations.iter().filter_map(|create| {
        let (get, parameter, pointer) = create.link.as_ref()?;
        let get = document.operation(get);
        // A link may also lead by what was sent: then the answer names no new record.
        let told = pointer.starts_with('/');
        (told && get.of_place("path").count() == 1).then_some(Noun {
            create,
            get,
            parameter,
            pointer,
        })
    });
    linked.collect()
}

impl Noun {
    /// What stands on the path of the record itself.
    fn beside(&self, document: &'static Document, methods: &[&str]) -> Option<&'static Operation> {
        document
            .operations
            .iter()
            .find(|o| o.path == self.get.path && methods.contains(&o.method.as_str()))
    }

    /// The list that has the record.
    fn list(&self, document: &'static Document) -> Option<&'static Operation> {
        let parent = self.get.path.rsplit_once('/')?.0;
        document.operations.iter().find(|o| o.path == parent && o.is_list())
    }

    fn id_key(&self) -> &'static str {
        self.pointer.rsplit('/').next().unwrap_or(self.pointer)
    }
}

/// One record under way.
struct Life<'a> {
    house: &'a House,
    owner: &'a Caller,
    noun: &'a Noun,
    id: Value,
}

impl Life<'_> {
    async fn about(&self, operation: &'static Operation, body: Option<&Value>) -> Answer {
        let call = self.house.ready(operation, self.owner);
        let call = call.part(self.noun.parameter, self.id.clone());
        let call = body.iter().fold(call, |call, body| call.json((*body).clone()));
        call.answer().await
    }

    async fn read(&self, found: &mut Findings) -> Value {
        let answer = self.about(self.noun.get, None).await;
        found.note(&answer, self.noun.get.success(), "read back");
        self.house.document.data(&answer.json())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_created_is_read_listed_changed_and_deleted_as_documented() {
    let mut found = Findings::default();
    let (mut lives, mut fields) = (0, 0);
    for document in DOCUMENTS.iter() {
        for noun in nouns(document) {
            let house = House::of(document).await;
            let owner = house.owner().await;
            for example in noun.create.json_examples() {
                let answer = house.ready(noun.create, &owner).example(example).answer().await;
                if answer.status != noun.create.success() {
                    // An example before this one has taken its place: the matrix tries it alone.
                    continue;
                }
                let Some(id) = answer.json().pointer(noun.pointer).cloned() else {
                    found.say(&answer, &example.name, "shows no id where its link says");
                    continue;
                };
                let life = Life { house: &house, owner: &owner, noun: &noun, id };
                fields += lived(&life, &example.value, &mut found).await;
                lives += 1;
            }
        }
    }
    crate::process::say(&format!("state: {lives} records, {fields} fields compared"));
    found.claim(fields > 300, || format!("only {fields} fields were compared"));
    found.hold();
}

/// Read, listed, changed, deleted; answers how many fields were compared.
async fn lived(life: &Life<'_>, sent: &Value, found: &mut Findings) -> usize {
    let document = life.house.document;
    let noun = life.noun;
    let read = life.read(found).await;
    let mut compared = compare(found, &noun.create.id, sent, &read);
    if let Some(list) = noun.list(document) {
        listed(life, list, true, found).await;
    }
    for change in [noun.beside(document, &["PUT"]), noun.beside(document, &["PATCH"])] {
        let Some(change) = change.filter(|o| !o.json_examples().is_empty()) else { continue };
        let before = life.read(found).await;
        let body = &change.json_examples()[0].value;
        if life.about(change, Some(body)).await.status != change.success() {
            continue;
        }
        let after = life.read(found).await;
        compared += compare(found, &change.id, body, &after);
        unchanged(found, change, body, [&before, &after]);
    }
    let Some(delete) = noun.beside(document, &["DELETE"]) else { return compared };
    if life.about(delete, None).await.status != delete.success() {
        return compared;
    }
    let gone = life.about(noun.get, None).await;
    found.note(&gone, document.no_record(noun.get), "after the delete");
    if let Some(list) = noun.list(document) {
        listed(life, list, false, found).await;
    }
    compared
}

/// The list has the record once, or not at all.
async fn listed(life: &Life<'_>, list: &Operation, there: bool, found: &mut Findings) {
    let records = whole_list(life.house, &list.id, life.owner).await;
    let key = life.noun.id_key();
    let ids = records.iter().filter(|record| record.get(key).is_some());
    let times = ids.filter(|record| text(&record[key]) == text(&life.id)).count();
    found.claim(times == usize::from(there), || {
        format!("{}: a record {} times, there: {there}", list.id, times)
    });
}

/// Fields that were sent and are shown under the same name must be what was sent.
fn compare(found: &mut Findings, case: &str, sent: &Value, got: &Value) -> usize {
    let mut compared = 0;
    for (key, value) in sent.as_object().into_iter().flatten() {
        let Some(shown) = shown(got, key) else { continue };
        compared += 1;
        found.claim(same(value, shown), || {
            format!("{case}: {key} was sent as {value}, reads {shown}")
        });
    }
    compared
}

/// What a change does not name stays; times, and what follows from others, are left out.
fn unchanged(found: &mut Findings, change: &Operation, body: &Value, [before, after]: [&Value; 2]) {
    if change.method == "PUT" && change.fields.iter().any(|field| field.required) {
        // A replacement: what it does not name is cleared.
        return;
    }
    for (key, value) in flat(before) {
        if body.get(&key).is_some() || follows(&key) {
            continue;
        }
        let now = flat(after).get(&key).cloned().unwrap_or_default();
        found.claim(now == value, || {
            format!("{}: {key} was not sent and went from {value} to {now}", change.id)
        });
    }
}

fn follows(key: &str) -> bool {
    let anew = READ_ANEW.contains(&key);
    anew || ["updat", "modif", "name", "label", "total", "days", "meta", "status", "ids", "count"]
        .iter()
        .any(|part| key.to_lowercase().contains(part))
}

/// A record's own fields, those of a JSON:API document among them.
fn flat(record: &Value) -> Map<String, Value> {
    let mut all = record.as_object().cloned().unwrap_or_default();
    if let Some(Value::Object(attributes)) = all.remove("attributes") {
        all.extend(attributes);
    }
    all
}

fn shown<'a>(record: &'a Value, key: &str) -> Option<&'a Value> {
    record.get(key).or_else(|| record["attributes"].get(key))
}

/// What was sent stands in what came; ids and codes may come in another form than they were sent.
fn same(sent: &Value, got: &Value) -> bool {
    match (sent, got) {
        (Value::Object(sent), Value::Object(got)) => {
            sent.iter().all(|(key, value)| got.get(key).is_none_or(|g| same(value, g)))
        }
        (Value::Array(sent), Value::Array(got)) => {
            sent.len() == got.len() && sent.iter().zip(got).all(|(s, g)| same(s, g))
        }
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Number(_), Value::String(_)) | (Value::String(_), Value::Number(_)) => {
            text(sent) == text(got)
        }
        // An id that comes back as a reference, or a moment in another spelling.
        (Value::Number(_), Value::Object(got)) => {
            got.get("id").is_none_or(|id| text(id) == text(sent))
        }
        (Value::String(sent), Value::Object(got)) => got.get("code").is_none_or(|c| c == sent),
        // A map that reads as a list has another document; its own tests read it.
        (Value::Object(_), Value::Array(_)) => true,
        _ => sent == got,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_act_leaves_one_audit_row_at_least() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        let owner = house.owner().await;
        let database = Database::connect(house.database.url.as_str()).await.unwrap();
        for operation in document.guarded().filter(|o| !o.reads() && !asks(o)) {
            let before = audited(&database).await;
            let call = house.ready(operation, &owner);
            let call = operation.examples.iter().take(1).fold(call, |call, e| call.example(e));
            let answer = call.answer().await;
            if answer.status == operation.success() {
                let after = audited(&database).await;
                found.claim(after > before, || format!("{}: no audit row", operation.id));
            }
        }
    }
    found.hold();
}

/// A POST that only asks: searches and retrievals of APIs that know no GET for them.
fn asks(operation: &Operation) -> bool {
    let verb = operation.verb.as_deref().unwrap_or_default();
    let last = verb.rsplit('.').next().unwrap_or_default();
    ["list", "get", "search", "find", "read", "preview", "calculate", "report", "check", "validate"]
        .contains(&last)
}

async fn audited(database: &DatabaseConnection) -> i64 {
    let backend = database.get_database_backend();
    let text = "SELECT count(*) AS n FROM audit";
    let row = database.query_one_raw(Statement::from_string(backend, text)).await.unwrap().unwrap();
    row.try_get("", "n").unwrap()
}
