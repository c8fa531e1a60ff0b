//! The error catalogue: every status and message of an API with cause and cure.

use std::collections::BTreeMap;

use super::operation::rule;
use crate::{
    book::ApiEntry,
    document::{Document, Value},
    failures::{Failure, Why},
    model::{Block, Code, Page, Row, code, plain},
};

pub(super) fn page(api: &ApiEntry, document: &Document) -> Page {
    let about = "Every status and message, what causes it and what cures it.";
    let mut page = super::begin(api, "errors", "Errors", about);
    page.push(Block::Lead(format!(
        "{about} The messages are the server's own; none repeats what you sent. Where one is `…`, \
         it is [the rule](/rules) that says it."
    )));
    if let Some(it) = api.failures.iter().find(|it| it.status == 401) {
        page.push(Block::Code(Code::new("What a failure looks like", "json", pretty(&it.body))));
    }
    let statuses = statuses(api);
    let rows = statuses.iter().map(|(status, count)| Row {
        id: None,
        cells: vec![
            format!("[{status}](#s{status})"),
            meaning(*status).to_owned(),
            again(*status).to_owned(),
            if *count == 0 { "any path".to_owned() } else { count.to_string() },
        ],
    });
    page.heading(2, "Statuses");
    page.table("Statuses", &["Status", "Means", "Repeat it?", "Operations"], rows.collect());
    for status in statuses.keys() {
        section(&mut page, api, document, *status);
    }
    field_messages(&mut page, api);
    rules(&mut page, api, document);
    page
}

/// Every status of a failure with the number of operations that document it.
fn statuses(api: &ApiEntry) -> BTreeMap<u16, usize> {
    let mut out: BTreeMap<u16, usize> = api.failures.iter().map(|it| (it.status, 0)).collect();
    let documented = api.table.operations.iter().flat_map(|row| row.statuses);
    for status in documented.filter(|status| **status >= 400) {
        *out.entry(*status).or_default() += 1;
    }
    out
}

fn section(page: &mut Page, api: &ApiEntry, document: &Document, status: u16) {
    let text = format!("{status} {}", name(status));
    page.push(Block::Heading { level: 2, id: format!("s{status}"), text });
    let described = descriptions(document, status);
    if !described.is_empty() {
        page.push(Block::List(described));
    }
    let own = |it: &&Failure| it.status == status && !matches!(it.why, Why::Field(_));
    let rows = api
        .failures
        .iter()
        .filter(own)
        .map(|it| Row::plain([message(it), it.cause().to_owned(), it.cure().to_owned()]));
    let label = format!("Messages of {status}");
    page.table(&label, &["Message", "Cause", "Cure"], rows.collect());
}

/// What the document says of this status, each text once, the most frequent first.
fn descriptions(document: &Document, status: u16) -> Vec<String> {
    let mut count: Vec<(String, usize)> = Vec::new();
    for call in document.calls() {
        for (_, it) in call.answers().filter(|(it, _)| *it == status) {
            let text = it["description"].as_str().unwrap_or_default();
            match count.iter_mut().find(|(known, _)| known == text) {
                Some((_, n)) => *n += 1,
                None => count.push((text.to_owned(), 1)),
            }
        }
    }
    count.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let word = |n| if n == 1 { "operation" } else { "operations" };
    count.into_iter().map(|(text, n)| format!("{text} ({n} {})", word(n))).collect()
}

fn message(it: &Failure) -> String {
    match it.code.is_empty() {
        true => code(&it.message),
        false => format!("{} {}", code(&it.code), code(&it.message)),
    }
}

fn field_messages(page: &mut Page, api: &ApiEntry) {
    page.heading(2, "Messages about fields");
    page.text(
        "They begin with the name of the field or parameter (here `field`), and all that is wrong \
         is told at once. The bounds are those of the document.",
    );
    let rows = api.failures.iter().filter_map(|it| match it.why {
        Why::Field(cure) => Some(Row::plain([it.status.to_string(), message(it), cure.to_owned()])),
        _ => None,
    });
    page.table("Messages about fields", &["Status", "Message", "Cure"], rows.collect());
}

/// What is refused after a look at the records.
fn rules(page: &mut Page, api: &ApiEntry, document: &Document) {
    let calls = document.calls();
    let rows = calls.iter().flat_map(|call| {
        let all = call.value["x-hr-refusals"].as_array().into_iter().flatten();
        all.map(|it| {
            let link = format!("[{}](/apis/{}/operations/{})", plain(call.id), api.name, call.id);
            Row::plain([link, it["status"].to_string(), rule(it)])
        })
    });
    let rows: Vec<Row> = rows.collect();
    if !rows.is_empty() {
        page.heading(2, "Rules about records");
        page.text("Refused although the request is well formed, unless this holds:");
        page.table("Rules about records", &["Operation", "Else", "Holds"], rows);
    }
}

fn pretty(body: &str) -> String {
    serde_json::from_str::<Value>(body).unwrap_or_default().pretty()
}

fn name(status: u16) -> &'static str {
    poem::http::StatusCode::from_u16(status)
        .ok()
        .and_then(|it| it.canonical_reason())
        .unwrap_or_default()
}

fn meaning(status: u16) -> &'static str {
    match status {
        400 => "the request breaks a rule; the message names every field",
        401 => "no credentials, or wrong or ended ones",
        403 => "the credentials do not allow this",
        404 => "no such record in this company, or no such path",
        405 => "the path exists, the method does not",
        409 => "contradicts what is already there",
        413 => "the body is too large",
        415 => "the body has another media type than documented",
        422 => "well formed, but cannot be done",
        429 => "too many calls in this window",
        500 => "the server's own fault; the log tells, the message does not",
        503 => "not available for the moment",
        _ => "see the document",
    }
}

fn again(status: u16) -> &'static str {
    match status {
        401 => "once, with a new token",
        408 | 429 | 503 => "yes, after `Retry-After`",
        500.. => "reads yes; writes after a look",
        409 => "after the conflict is gone",
        _ => "not as it is",
    }
}
