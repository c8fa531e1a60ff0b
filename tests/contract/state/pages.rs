//! Pages while records come and go: whatever was there all the time is seen once.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use serde_json::Value;

use super::{Noun, nouns};
use crate::client::Caller;
use crate::document::DOCUMENTS;
use crate::findings::Findings;
use crate::house::House;
use crate::lists::in_pages;
use crate::operation::{Operation, text};

/// Records made before, so that there are several pages of this size.
const SETTLED: usize = 7;
const SIZE: usize = 3;
/// Walks over the whole list, and records that come and go meanwhile, at least.
const ROUNDS: usize = 5;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_lose_and_double_no_record_while_others_come_and_go() {
    let mut found = Findings::default();
    let mut walked = Vec::new();
    for document in DOCUMENTS.iter() {
        for noun in nouns(document) {
            let (Some(list), Some(delete)) =
                (noun.list(document), noun.beside(document, &["DELETE"]))
            else {
                continue;
            };
            let house = House::of(document).await;
            let owner = house.owner().await;
            let crowd = Crowd { house, owner, noun, list, delete, made: RefCell::default() };
            if crowd.watched(&mut found).await {
                walked.push(list.id.as_str());
            }
        }
    }
    crate::process::say(&format!("pages: {} lists walked: {walked:?}", walked.len()));
    found.claim(walked.len() >= 10, || format!("only {} lists were walked", walked.len()));
    found.hold();
}

/// A list whose records come and go.
struct Crowd {
    house: House,
    owner: Caller,
    noun: Noun,
    list: &'static Operation,
    delete: &'static Operation,
    /// Ids of what was made: one that comes again was changed, not created.
    made: RefCell<BTreeSet<String>>,
}

impl Crowd {
    /// Walks the list while others write; `false` where its records cannot be made at will.
    async fn watched(&self, found: &mut Findings) -> bool {
        for _ in 0..SETTLED {
            if self.create().await.is_none() {
                return false;
            }
        }
        let settled: BTreeSet<String> = self.walk().await.into_iter().collect();
        let (done, writes) = (Cell::new(false), Cell::new(0));
        let walks = async {
            let mut seen = Vec::new();
            while seen.len() < ROUNDS || writes.get() < ROUNDS && !done.get() {
                seen.push(self.walk().await);
            }
            done.set(true);
            seen
        };
        let traffic = async {
            while !done.get() {
                match self.create().await {
                    Some(id) => self.remove(&id).await,
                    None => return done.set(true),
                }
                writes.set(writes.get() + 1);
            }
        };
        let (walks, ()) = tokio::join!(walks, traffic);
        let name = format!("{:?} {}", self.house.document, self.list.id);
        found.claim(writes.get() >= ROUNDS, || format!("{name}: only {} writes", writes.get()));
        for seen in walks {
            let once: BTreeSet<String> = seen.iter().cloned().collect();
            let lost: Vec<_> = settled.difference(&once).collect();
            found.claim(lost.is_empty(), || format!("{name}: lost {lost:?}"));
            found.claim(once.len() == seen.len(), || format!("{name}: doubled, saw {seen:?}"));
        }
        true
    }

    /// The ids on all pages, in order.
    async fn walk(&self) -> Vec<String> {
        let shown = in_pages(&self.house, self.list, &self.owner, SIZE).await;
        shown.iter().map(|record| text(&record[self.noun.id_key()])).collect()
    }

    /// A new record, unlike all before it; nothing where it is refused.
    async fn create(&self) -> Option<Value> {
        let number = self.made.borrow().len() + 1;
        let create = self.noun.create;
        let mut body = create.json_examples().first()?.value.clone();
        for name in &create.fresh {
            body[name] = another(&body[name], number);
        }
        let answer = self.house.ready(create, &self.owner).json(body).answer().await;
        let id = answer.json().pointer(self.noun.pointer)?.clone();
        let made = answer.status == create.success() && self.made.borrow_mut().insert(text(&id));
        made.then_some(id)
    }

    async fn remove(&self, id: &Value) {
        let call = self.house.ready(self.delete, &self.owner);
        let call = call.part(self.noun.parameter, id.clone());
        call.answer().await.held(self.delete.success());
    }
}

/// A value that nothing else has: addresses begin, other texts end with the number.
fn another(value: &Value, number: usize) -> Value {
    match value {
        Value::String(text) if text.contains('@') => format!("n{number}{text}").into(),
        Value::String(text) => format!("{text}{number}").into(),
        Value::Number(it) => (it.as_i64().unwrap_or_default() + number as i64).into(),
        other => other.clone(),
    }
}
