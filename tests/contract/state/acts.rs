//! Acts on a record, alone, twice and in pairs: what is refused changes nothing, what is done twice
//! is as done once, and nothing acts on a record that is gone.

use serde_json::Value;

use super::{Life, Noun, flat, nouns};
use crate::access::READ_ANEW;
use crate::client::Answer;
use crate::document::{DOCUMENTS, Document};
use crate::findings::Findings;
use crate::house::House;
use crate::operation::Operation;

/// What stands one step below the path of a record and is none: `/leave-requests/{id}/approve`.
fn acts(document: &'static Document, noun: &Noun) -> Vec<&'static Operation> {
    let below = |o: &&Operation| {
        let rest = o.path.strip_prefix(&noun.get.path).and_then(|rest| rest.strip_prefix('/'));
        rest.is_some_and(|rest| !rest.contains(['{', '/']))
    };
    document.operations.iter().filter(|o| !o.reads()).filter(below).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acts_follow_their_states_and_a_refused_one_changes_nothing() {
    let mut found = Findings::default();
    let (mut pairs, mut refused) = (0, 0);
    for document in DOCUMENTS.iter() {
        for noun in nouns(document) {
            let acts = acts(document, &noun);
            for first in &acts {
                for second in &acts {
                    let house = House::of(document).await;
                    if let Some(was_refused) = pair(&house, &noun, first, second, &mut found).await
                    {
                        pairs += 1;
                        refused += usize::from(was_refused);
                    }
                }
            }
        }
    }
    crate::process::say(&format!("acts: {pairs} pairs, of which the second is refused {refused}"));
    found.claim(pairs > 30 && refused > 10, || format!("{pairs} pairs, {refused} refused"));
    found.hold();
}

/// One act after another on a record of its own; whether the second was refused, or nothing where
/// the first one was already.
async fn pair(
    house: &House,
    noun: &Noun,
    first: &'static Operation,
    second: &'static Operation,
    found: &mut Findings,
) -> Option<bool> {
    let owner = house.owner().await;
    let example = *noun.create.json_examples().first()?;
    let answer = house.ready(noun.create, &owner).example(example).answer().await;
    let id = answer.json().pointer(noun.pointer).cloned()?;
    let life = Life { house, owner: &owner, noun, id };
    if act(&life, first).await.status != first.success() {
        return None;
    }
    let case = format!("{} after {}", second.id, first.id);
    let before = life.read(found).await;
    let answer = act(&life, second).await;
    let after = life.read(found).await;
    let done = answer.status == second.success();
    if !done {
        let documented = second.refusals.contains(&answer.status)
            || answer.status == house.document.refused(second);
        found.claim(documented, || format!("{case}: {}, {}", answer.status, answer.text()));
    }
    let twice = first.id == second.id;
    found.claim(!(done && twice && second.once), || format!("{case} is accepted"));
    if !done || twice && idempotent(second) {
        let what = if done { "done twice, it changed" } else { "refused, it changed" };
        found.claim(settled(&before) == settled(&after), || {
            format!("{case}: {what} {before} to {after}")
        });
    }
    gone(&life, second, found).await;
    Some(!done)
}

async fn act(life: &Life<'_>, operation: &'static Operation) -> Answer {
    life.about(operation, operation.json_examples().first().map(|example| &example.value)).await
}

/// PUT says what is to be; a POST may add something each time.
fn idempotent(operation: &Operation) -> bool {
    operation.method == "PUT"
}

/// After its deletion nothing acts on it.
async fn gone(life: &Life<'_>, operation: &'static Operation, found: &mut Findings) {
    let document = life.house.document;
    let Some(delete) = life.noun.beside(document, &["DELETE"]) else { return };
    if life.about(delete, None).await.status == delete.success() {
        let answer = act(life, operation).await;
        found.note(&answer, document.no_record(operation), "on a record that is gone");
    }
}

/// Without the moments that tell of the act itself, and what the clock says.
fn settled(record: &Value) -> Value {
    let mut all = flat(record);
    let told = |key: &str| ["updat", "modif"].iter().any(|part| key.to_lowercase().contains(part));
    all.retain(|key, _| !told(key) && !READ_ANEW.contains(&key.as_str()));
    Value::Object(all)
}
