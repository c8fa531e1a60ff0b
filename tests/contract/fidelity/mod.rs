//! Every sample request in the vendor's text, replayed as printed.
//!
//! `samples.txt` holds them: section, line in the specification 3.1.2, operation; then method and
//! address, headers and body as they stand there. `replacements.tsv` names each thing that is sent
//! otherwise, with its line and the reason; what has no entry is sent byte for byte.

use std::collections::BTreeMap;

use serde_json::json;

use crate::client::{Body, Call};
use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::house::House;

const SAMPLES: &str = include_str!("samples.txt");
const REPLACEMENTS: &str = include_str!("replacements.tsv");

/// A request as the vendor prints it.
#[derive(Debug)]
struct Sample {
    section: String,
    operation: String,
    method: String,
    address: String,
    headers: Vec<(String, String)>,
    body: String,
}

/// One thing that is sent otherwise.
#[derive(Debug)]
struct Replacement {
    /// A section, or `*` for all.
    section: String,
    kind: String,
    printed: String,
    sent: String,
}

fn samples() -> Vec<Sample> {
    let blocks = SAMPLES.split(">>> ").filter(|block| !block.trim().is_empty());
    blocks.map(sample).collect()
}

fn sample(block: &str) -> Sample {
    let (head, body) = block.split_once("\n\n").unwrap_or((block, ""));
    let mut lines = head.lines();
    let mut title = lines.next().unwrap().split(' ');
    let section = title.next().unwrap().to_owned();
    let line: usize = title.next().unwrap().parse().expect("the line in the source");
    assert!(line > 0);
    let operation = title.next().unwrap().to_owned();
    let (method, address) = lines.next().unwrap().split_once(' ').unwrap();
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(n, v)| (n.to_lowercase(), v.to_owned())).collect();
    let body = body.trim_end_matches('\n').to_owned();
    Sample {
        section,
        operation,
        method: method.to_owned(),
        address: address.to_owned(),
        headers,
        body,
    }
}

fn replacements() -> Vec<Replacement> {
    let rows = REPLACEMENTS.lines().skip(1).map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [section, line, kind, printed, sent, why] = cells[..] else { panic!("{row}") };
        let _: usize = line.parse().expect("the line in the source");
        assert!(!why.is_empty(), "no reason: {row}");
        Replacement {
            section: section.to_owned(),
            kind: kind.to_owned(),
            printed: printed.to_owned(),
            sent: sent.to_owned(),
        }
    });
    rows.collect()
}

/// Text with the replacements of its section; notes which of them were used.
fn replaced(
    text: &str,
    section: &str,
    table: &[Replacement],
    used: &mut BTreeMap<usize, usize>,
    values: &BTreeMap<&str, String>,
) -> String {
    let mut text = text.to_owned();
    for (at, row) in table.iter().enumerate() {
        let concerns = row.kind == "text" && row.section == section;
        if concerns && text.contains(&row.printed) {
            *used.entry(at).or_default() += 1;
            text = text.replace(&row.printed, &filled_in(&row.sent, values));
        }
    }
    text
}

/// `{token}` and the like, which only the running test knows.
fn filled_in(sent: &str, values: &BTreeMap<&str, String>) -> String {
    values
        .iter()
        .fold(sent.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[tokio::test]
async fn every_sample_of_the_vendor_is_accepted_as_printed() {
    let house = House::start().await;
    let token = house.token("demo-client", &house.every_scope()).await;
    let upload = uploaded(&house, &token).await;
    let values = BTreeMap::from([("token", token), ("upload", upload)]);
    let (samples, table) = (samples(), replacements());
    assert_eq!(samples.len(), 21, "samples of the specification");
    let mut used = BTreeMap::new();
    let mut found = Findings::default();
    for sample in &samples {
        let host = table.iter().find(|row| row.kind == "host").unwrap();
        let path = sample.address.strip_prefix(&host.printed).unwrap_or(&sample.address);
        let path = replaced(path, &sample.section, &table, &mut used, &values);
        let body = replaced(&sample.body, &sample.section, &table, &mut used, &values);
        let call = house.stray(sample.method.parse().unwrap(), &path);
        let call = headed(call, sample, &table, &values);
        let kind = content_type(sample, &table);
        let call = if body.is_empty() { call } else { call.raw(&kind, body) };
        let answer = call.answer().await;
        assert_eq!(answer.what, sample.operation, "section {}", sample.section);
        let good = SHIFTCARE.operation(&sample.operation).success();
        found.note(&answer, good, &format!("section {}", sample.section));
    }
    found.hold();
    for (at, row) in table.iter().enumerate().filter(|(_, row)| row.kind == "text") {
        assert!(used.contains_key(&at), "nothing to replace: {row:?}");
    }
}

/// The sample's own headers, credentials replaced, and those that the text asks for elsewhere.
fn headed(
    call: Call,
    sample: &Sample,
    table: &[Replacement],
    values: &BTreeMap<&str, String>,
) -> Call {
    let operation = SHIFTCARE.operation(&sample.operation);
    let mut call = call;
    for row in table.iter().filter(|row| row.kind == "header") {
        let name = row.printed.split(':').next().unwrap().to_lowercase();
        let asked = match name.as_str() {
            "authorization" => !operation.scopes.is_empty(),
            "x-enterprise-id" => operation.tenant,
            _ => false,
        };
        if asked {
            let scheme = if name == "authorization" { "Bearer " } else { "" };
            call = call.header(&name, &format!("{scheme}{}", filled_in(&row.sent, values)));
        }
    }
    for (name, value) in &sample.headers {
        if name != "authorization" && name != "content-type" {
            call = call.header(name, value);
        }
    }
    call
}

fn content_type(sample: &Sample, table: &[Replacement]) -> String {
    let printed = sample.headers.iter().find(|(name, _)| name == "content-type");
    let asked = table.iter().find(|row| row.kind == "header" && row.printed == "Content-Type:");
    printed.map(|(_, value)| value.clone()).unwrap_or_else(|| asked.unwrap().sent.clone())
}

/// The address of a file in our own storage.
async fn uploaded(house: &House, token: &str) -> String {
    let parts = Body::Multipart(json!({ "file": "A contract" }));
    let call = house.sample("file_upload").body(parts).token(token);
    let answer = call.send().await.held(200);
    crate::operation::text(&answer.data()["fileUrl"])
}
