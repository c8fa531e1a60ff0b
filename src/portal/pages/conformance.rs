//! What the last long run of the tests saw: only what ran, with its day and its document.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    book::{ApiEntry, Book},
    model::{Block, Page, Row, code, plain},
    packages,
};

/// The record of long runs.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Record {
    apis: BTreeMap<String, Measured>,
    steps: Vec<Step>,
}

/// What was measured of one API; what did not run is not there.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Measured {
    statuses: Option<Statuses>,
    kit: Option<Kit>,
}

/// Pairs of an operation and a status that its document names.
#[derive(Deserialize)]
struct Statuses {
    provoked: u64,
    documented: u64,
    date: String,
    document: String,
}

/// What the contract kit did.
#[derive(Deserialize)]
struct Kit {
    operations: u64,
    reached_2xx: u64,
    inside: u64,
    outside: u64,
    records: u64,
    fields: u64,
    exchanges: u64,
    checks: u64,
    overrides: u64,
    seeds: Vec<u32>,
    date: String,
    document: String,
}

/// One step of the suite.
#[derive(Deserialize)]
struct Step {
    name: String,
    result: String,
    seen: String,
    date: String,
}

pub(super) fn page(book: &Book) -> Page {
    let about = "What was proven of each API, on which day, against which document.";
    let mut page = Page {
        path: "/conformance".to_owned(),
        title: "Conformance".to_owned(),
        about: about.to_owned(),
        api: None,
        blocks: vec![Block::Title("Conformance".to_owned())],
    };
    page.push(Block::Lead(about.to_owned()));
    page.text(
        "Written by the last long run of the test suite; what did not run is not here. Run the \
         same against any server: each API has a [contract-test kit](/sdks).",
    );
    let record: Record = serde_json::from_str(book.record).unwrap_or_default();
    for api in &book.apis {
        page.heading(2, &plain(api.title));
        match record.apis.get(api.name) {
            Some(measured) => tell(&mut page, api, measured),
            None => page.text("No long run has been recorded."),
        }
    }
    faults(&mut page, book.faults);
    let rows = record.steps.iter().map(|step| {
        Row::plain([code(&step.name), plain(&step.result), plain(&step.date), plain(&step.seen)])
    });
    let rows: Vec<Row> = rows.collect();
    if !rows.is_empty() {
        page.heading(2, "Steps of the suite");
        page.table("Steps of the suite", &["Step", "Result", "Day", "Seen"], rows);
    }
    page
}

fn tell(page: &mut Page, api: &ApiEntry, measured: &Measured) {
    let served = packages::sha256(api.yaml.as_bytes());
    let mut facts = Vec::new();
    let mut fact = |name: &str, value: String| facts.push((name.to_owned(), value));
    if let Some(kit) = &measured.kit {
        let seeds: Vec<String> = kit.seeds.iter().map(u32::to_string).collect();
        fact("Operations that succeeded", format!("{} of {}", kit.reached_2xx, kit.operations));
        fact("Boundary cases", format!("{} just inside, {} just outside", kit.inside, kit.outside));
        fact("Records made", format!("{}, {} of their fields read back", kit.records, kit.fields));
        fact("Requests sent by the kit", kit.exchanges.to_string());
        fact(
            "Checks of answers",
            format!("{}, with or without something to see; none failed", kit.checks),
        );
        fact("Seeds of schemathesis", seeds.join(", "));
        fact("Operations that may refuse by a rule no schema can state", kit.overrides.to_string());
        fact("Kit run on", plain(&kit.date));
    }
    if let Some(statuses) = &measured.statuses {
        let share = format!("{} of {}", statuses.provoked, statuses.documented);
        fact("Documented statuses provoked", share);
        fact("Statuses provoked on", plain(&statuses.date));
    }
    let documents = [
        measured.kit.as_ref().map(|kit| &kit.document),
        measured.statuses.as_ref().map(|statuses| &statuses.document),
    ];
    let documents: Vec<&String> = documents.into_iter().flatten().collect();
    if let Some(document) = documents.first() {
        fact("SHA-256 of the document", code(document));
    }
    page.push(Block::Facts(facts));
    if documents.iter().any(|it| **it != served) {
        page.push(Block::Note(format!(
            "The document has changed since: this server serves {}.",
            code(&served)
        )));
    }
}

/// The table of seeded faults, as the suite left it.
fn faults(page: &mut Page, table: &str) {
    let rows = table.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        let [fault, breaks, proofs] = [cells.next()?, cells.next()?, cells.next()?];
        let proof = proofs.split(", ").next().unwrap_or_default();
        Some(Row::plain([code(fault), plain(breaks), code(proof)]))
    });
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return;
    }
    page.heading(2, "Seeded faults");
    page.text(format!(
        "The proofs are proven: the server was broken on purpose in {} ways, one at a time, and \
         the suite had to notice. Each fault with the first test that did.",
        rows.len()
    ));
    page.table("Seeded faults", &["Fault", "What it breaks", "Noticed by"], rows);
}
