//! Search over operations, messages, rules and pages, on the server and without a script.

use std::sync::{Arc, OnceLock};

use poem::{
    IntoResponse, Request, Response, handler,
    http::header,
    web::{Data, Html, Query},
};
use serde::Deserialize;

use super::{SECTIONS, operation::rule};
use crate::{
    book::{ApiEntry, Book},
    document::{Document, fields},
    model::{Block, Page, Row, plain},
    page, site,
};

/// More than anybody reads.
const SHOWN: usize = 60;

#[derive(Deserialize)]
pub(crate) struct Words {
    #[serde(default)]
    q: String,
}

/// Something that can be found.
struct Entry {
    title: String,
    kind: &'static str,
    api: &'static str,
    to: String,
    /// In lower case: everything it is found by.
    text: String,
}

/// All entries, gathered when somebody searches for the first time.
#[derive(Default)]
pub(crate) struct Index(OnceLock<Vec<Entry>>);

/// `/search`
#[handler]
pub(crate) fn search(
    request: &Request,
    words: Query<Words>,
    book: Data<&Arc<Book>>,
    index: Data<&Arc<Index>>,
) -> Response {
    let entries = index.0.0.get_or_init(|| gather(&book));
    let html = page::frame(&book, &results(&words.q, entries)).into_string();
    let html = html.replace(site::ORIGIN, &site::origin(request));
    let mut response = Html(html).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-cache"));
    page::guard(&mut response, page::POLICY);
    response
}

fn results(asked: &str, entries: &[Entry]) -> Page {
    let asked: String = asked.chars().take(200).collect();
    let words: Vec<String> = asked.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut page = Page {
        path: "/search".to_owned(),
        title: "Search".to_owned(),
        about: "Search operations, fields, errors and pages.".to_owned(),
        api: None,
        blocks: vec![Block::Title("Search".to_owned()), Block::Search { words: asked }],
    };
    if words.is_empty() {
        page.text("Try `leave approve`, `429`, `is already in use` or `employee_create`.");
        return page;
    }
    let mut found: Vec<(usize, &Entry)> = entries
        .iter()
        .filter(|it| words.iter().all(|word| it.text.contains(word.as_str())))
        .map(|it| (rank(it, &words), it))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    let count = found.len();
    page.push(Block::Text(match count {
        0 => "Nothing has all of these words. Leave one out.".to_owned(),
        1 => "One match.".to_owned(),
        _ if count > SHOWN => format!("{count} matches, of which these are the first {SHOWN}."),
        _ => format!("{count} matches."),
    }));
    let rows = found.iter().take(SHOWN).map(|(_, it)| {
        Row::plain([
            format!("[{}]({})", plain(&it.title), it.to),
            it.kind.to_owned(),
            plain(it.api),
        ])
    });
    page.table("Matches", &["Match", "Kind", "API"], rows.collect());
    page
}

/// Titles that have the words come first, short ones before long ones.
fn rank(it: &Entry, words: &[String]) -> usize {
    let title = it.title.to_lowercase();
    let missing = words.iter().filter(|word| !title.contains(word.as_str())).count();
    missing * 1000 + title.len()
}

fn gather(book: &Book) -> Vec<Entry> {
    let mut out = Vec::new();
    for api in &book.apis {
        let document = Document::of(api, book.demo);
        sections(&mut out, api);
        operations(&mut out, api, &document);
        for it in &api.failures {
            out.push(entry(
                api,
                "error",
                format!("{} {}", it.status, it.message),
                format!("/apis/{}/errors#s{}", api.name, it.status),
                &format!("{} {} {}", it.code, it.cause(), it.cure()),
            ));
        }
    }
    for (why, text) in &book.rules {
        let (cause, cure) = why.words();
        out.push(Entry {
            title: (*text).to_owned(),
            kind: "rule",
            api: "all",
            to: "/rules".to_owned(),
            text: format!("{text} {cause} {cure}").to_lowercase(),
        });
    }
    out
}

fn sections(out: &mut Vec<Entry>, api: &ApiEntry) {
    let base = format!("/apis/{}", api.name);
    let quickstart = "quickstart first call sign in token credentials";
    out.push(entry(api, "page", format!("{} overview", api.title), base.clone(), quickstart));
    for (end, name, about) in SECTIONS {
        out.push(entry(
            api,
            "page",
            format!("{} {name}", api.title),
            format!("{base}/{end}"),
            about,
        ));
    }
}

fn operations(out: &mut Vec<Entry>, api: &ApiEntry, document: &Document) {
    for call in document.calls() {
        let names = call.body().map(|(_, it)| fields(document, &it["schema"])).unwrap_or_default();
        let names: Vec<String> = names.into_iter().map(|it| it.name).collect();
        let parameters = call.parameters().filter_map(|it| it["name"].as_str());
        let rules = call.value["x-hr-refusals"].as_array().into_iter().flatten().map(rule);
        let more: Vec<String> = parameters.map(str::to_owned).chain(rules).chain(names).collect();
        let text = format!(
            "{} {} {} {} {} {}",
            call.id,
            call.tag,
            call.method,
            call.path,
            call.description(),
            more.join(" ")
        );
        let to = format!("/apis/{}/operations/{}", api.name, call.id);
        out.push(entry(api, "operation", call.summary().to_owned(), to, &text));
    }
}

fn entry(api: &ApiEntry, kind: &'static str, title: String, to: String, more: &str) -> Entry {
    let text = format!("{title} {more} {} {}", api.title, api.name).to_lowercase();
    Entry { title, kind, api: api.title, to, text }
}
