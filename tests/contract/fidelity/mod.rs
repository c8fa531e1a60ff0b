//! Every sample request in the vendors' texts, replayed as printed.
//!
//! `<api>/samples.txt` holds them: section, line in the source, operation; then method and address,
//! headers and body as they stand there. `<api>/replacements.tsv` names each thing that is sent
//! otherwise, with its line and the reason; what has no entry is sent byte for byte.
//! IceHRM's public pages print no request in full.

mod sample;

use std::collections::BTreeSet;

use crate::client::{Answer, Call, Caller, Client};
use crate::document::{DOCUMENTS, Document};
use crate::findings::Findings;
use crate::house::House;
use crate::operation::{Operation, text};

use sample::{Replacement, Sample, replacements, samples};

/// The texts of one vendor.
struct Texts {
    api: &'static str,
    samples: &'static str,
    replacements: &'static str,
    /// How many samples the source has.
    count: usize,
}

macro_rules! texts {
    ($api:literal, $count:literal) => {
        Texts {
            api: $api,
            samples: include_str!(concat!($api, "/samples.txt")),
            replacements: include_str!(concat!($api, "/replacements.tsv")),
            count: $count,
        }
    };
}

const TEXTS: [Texts; 4] =
    [texts!("shiftcare", 21), texts!("workbeats", 6), texts!("okta-hr", 52), texts!("whosoff", 10)];

#[test]
fn every_sample_and_every_replacement_can_be_read() {
    for texts in TEXTS {
        let (samples, table) = (samples(texts.samples), replacements(texts.replacements));
        assert_eq!(samples.len(), texts.count, "samples of {}", texts.api);
        let concerned = |row: &Replacement| samples.iter().any(|s| row.concerns(s));
        let vain: Vec<_> = table.iter().filter(|row| !concerned(row)).collect();
        assert!(vain.is_empty(), "{}: {vain:?}", texts.api);
    }
}

#[tokio::test]
async fn every_sample_of_the_vendors_is_accepted_as_printed() {
    let mut found = Findings::default();
    for texts in TEXTS {
        if let Some(document) = DOCUMENTS.iter().find(|d| d.name == texts.api) {
            found.join(replayed(document, &texts).await);
        }
    }
    found.hold();
}

/// The samples in their order on one server, and on a fresh one after each that another had made
/// impossible.
async fn replayed(document: &'static Document, texts: &Texts) -> Findings {
    let mut house = House::of(document).await;
    let mut found = Findings::default();
    let (samples, table) = (samples(texts.samples), replacements(texts.replacements));
    let mut used = BTreeSet::new();
    for sample in &samples {
        let good = document.operation(&sample.operation).success();
        let mut answer = replay(&house, sample, &table, &mut used).await;
        if answer.status != good {
            house = House::of(document).await;
            answer = replay(&house, sample, &table, &mut used).await;
        }
        let case = format!("section {}, line {}", sample.section, sample.line);
        found.claim(answer.what == sample.operation, || format!("{case} is {}", answer.what));
        found.note(&answer, good, &case);
    }
    for (at, row) in table.iter().enumerate().filter(|(_, row)| row.kind == "text") {
        found.claim(used.contains(&at), || format!("{}: nothing to replace: {row:?}", texts.api));
    }
    found
}

async fn replay(
    client: &Client,
    sample: &Sample,
    table: &[Replacement],
    used: &mut BTreeSet<usize>,
) -> Answer {
    let operation = client.document.operation(&sample.operation);
    let caller = client.owner().await;
    let host = table.iter().find(|row| row.kind == "host").unwrap();
    let path = sample.address.strip_prefix(&host.printed).unwrap_or(&sample.address);
    let (mut path, mut body) = (path.to_owned(), sample.body.clone());
    let rows = table.iter().enumerate().filter(|(_, row)| row.kind == "text");
    for (at, row) in rows.filter(|(_, row)| row.concerns(sample)) {
        let sent = filled_in(client, operation, &caller, &row.sent).await;
        for part in [&mut path, &mut body] {
            if part.contains(&row.printed) {
                used.insert(at);
                *part = part.replace(&row.printed, &sent);
            }
        }
    }
    let call = client.stray(sample.method.parse().unwrap(), &path);
    let call = headed(call, operation, &caller, sample, table);
    let call = if body.is_empty() { call } else { call.raw(&content_type(sample, table), body) };
    call.answer().await
}

/// The sample's own headers, credentials and company replaced, and those that the text asks for
/// elsewhere.
fn headed(
    call: Call,
    operation: &Operation,
    caller: &Caller,
    sample: &Sample,
    table: &[Replacement],
) -> Call {
    let replaced = |name: &str| table.iter().any(|row| row.kind == "header" && row.names(name));
    let own = sample.headers.iter().filter(|(name, _)| !replaced(name) || name == "content-type");
    let own = own.filter(|(name, _)| sample.body.is_empty() || name != "content-type");
    let call = own.fold(call, |call, (name, value)| call.header(name, value));
    if operation.public { call } else { call.by(caller) }
}

fn content_type(sample: &Sample, table: &[Replacement]) -> String {
    let printed = sample.headers.iter().find(|(name, _)| name == "content-type");
    let asked = table.iter().find(|row| row.kind == "header" && row.names("content-type"));
    printed.map(|(_, value)| value.clone()).unwrap_or_else(|| asked.unwrap().sent.clone())
}

/// `{operation /pointer}` is what the answer to that operation's example shows there, `{this_year}`
/// and `{next_year}` are the server's.
async fn filled_in(client: &Client, operation: &Operation, caller: &Caller, sent: &str) -> String {
    if sent.contains("_year}") {
        let alive = client.plain(reqwest::Method::GET, "/health/live").send().await.unwrap();
        let date = alive.headers()["date"].to_str().unwrap().to_owned();
        let year: i32 = date.split(' ').nth(3).unwrap().parse().unwrap();
        let filled = sent.replace("{this_year}", &year.to_string());
        return filled.replace("{next_year}", &(year + 1).to_string());
    }
    let Some((before, rest)) = sent.split_once('{').filter(|(_, rest)| rest.contains(" /")) else {
        return sent.to_owned();
    };
    let (asked, after) = rest.split_once('}').unwrap();
    let (id, pointer) = asked.split_once(' ').unwrap();
    let answer = client.sample(id).by(caller).send().await.held(200).json();
    let shown = answer.pointer(pointer);
    let shown = shown.unwrap_or_else(|| panic!("{}: {id} shows no {pointer}", operation.id));
    format!("{before}{}{after}", text(shown))
}
