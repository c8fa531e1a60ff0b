//! The page that says, from the table of operations alone, what is limited and how calls fail.

use std::{collections::BTreeMap, sync::Arc};

use maud::{Markup, html};
use poem::{
    Response, handler,
    web::{Data, Path},
};
use wire::{LimitHeaders, LimitKey, Operation, Provenance, RateLimit};

use crate::{
    book::{ApiEntry, Book},
    page::{missing, page},
};

/// Columns of the table of limits.
const HEADS: [&str; 5] = ["Limit", "Calls", "Window", "Counted by", "Headers"];

/// `/catalogue/<api>`
#[handler]
pub(crate) fn catalogue(Path(name): Path<String>, book: Data<&Arc<Book>>) -> Response {
    match book.api(&name) {
        Some(api) => page(&format!("{}: errors and limits", api.title), content(api)),
        None => missing(),
    }
}

fn content(api: &ApiEntry) -> Markup {
    let operations = api.table.operations;
    html! {
        h1 { (api.title) }
        h2 { "Rate limits" }
        (limits(api))
        h2 { "Errors" }
        (errors(operations))
        h2 { "Operations" }
        @for (tag, rows) in by_tag(operations) {
            h3 { (tag) }
            div.wide { table {
                tr {
                    th { "Operation" } th { "Call" } th { "Scopes" } th { "Limit" }
                    th { "Answers" } th { "Source" }
                }
                @for row in rows { (operation(row)) }
            } }
        }
    }
}

fn operation(row: &Operation) -> Markup {
    html! {
        tr {
            td { code { (row.id) } }
            td { code { (row.method) " " (row.path) } }
            td { (scopes(row)) }
            td { (row.limit.map_or("none", |limit| limit.name)) }
            td { (statuses(row.statuses)) }
            td { (source(row.provenance)) }
        }
    }
}

fn limits(api: &ApiEntry) -> Markup {
    let known = api.table.operations.iter().filter_map(|row| row.limit);
    let known: BTreeMap<&str, &RateLimit> =
        known.chain(api.table.fallback_limit).map(|limit| (limit.name, limit)).collect();
    html! {
        p.soft {
            "A window begins with the first call that it counts and lasts as long as it says; "
            "then the whole budget is back. A call too many is answered with 429 and "
            code { "Retry-After" } "."
        }
        div.wide { table {
            tr { @for head in HEADS { th { (head) } } }
            @for limit in known.values() {
                tr {
                    td { (limit.name) }
                    td { (limit.limit) }
                    td { (limit.window_s) " s" }
                    td { (counted(limit.key)) }
                    td { code { (headers(limit)) } }
                }
            }
        } }
    }
}

fn errors(operations: &[&Operation]) -> Markup {
    let mut count: BTreeMap<u16, usize> = BTreeMap::new();
    for status in operations.iter().flat_map(|row| row.statuses).filter(|code| **code >= 400) {
        *count.entry(*status).or_default() += 1;
    }
    html! {
        table {
            tr { th { "Status" } th { "When" } th { "Operations" } }
            @for (status, count) in count {
                tr { td { (status) } td { (meaning(status)) } td { (count) } }
            }
        }
    }
}

fn by_tag<'a>(operations: &[&'a Operation]) -> Vec<(&'a str, Vec<&'a Operation>)> {
    let mut tags: Vec<(&str, Vec<&Operation>)> = Vec::new();
    for row in operations {
        match tags.iter_mut().find(|(tag, _)| *tag == row.tag) {
            Some((_, rows)) => rows.push(row),
            None => tags.push((row.tag, vec![row])),
        }
    }
    tags
}

fn scopes(row: &Operation) -> String {
    if row.security.is_empty() {
        return "public".to_owned();
    }
    let ways: Vec<String> = row.security.iter().map(|way| way.scopes.join(" and ")).collect();
    ways.join(" or ")
}

fn statuses(all: &[u16]) -> String {
    let all: Vec<String> = all.iter().map(u16::to_string).collect();
    all.join(" ")
}

fn counted(key: LimitKey) -> &'static str {
    match key {
        LimitKey::Client => "client, else address",
        LimitKey::Ip => "address",
        LimitKey::Token => "token, else address",
        LimitKey::Service => "service, else address",
        LimitKey::Body => "address and a field of the body",
    }
}

/// Every header that an answer may have, those of refusals last.
fn headers(limit: &RateLimit) -> String {
    let of = |names: &LimitHeaders| [names.limit, names.remaining, names.reset];
    let all = of(&limit.headers).into_iter().chain(of(&limit.refused_headers));
    all.flatten().collect::<Vec<_>>().join(", ")
}

fn source(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Vendor => "vendor's text",
        Provenance::Public => "vendor's other pages",
        Provenance::Ours => "inferred",
    }
}

fn meaning(status: u16) -> &'static str {
    match status {
        400 => "the request breaks a rule; the message names every field",
        401 => "no credentials, or wrong or outdated ones",
        403 => "the credentials do not allow this",
        404 => "no such record in this company, or no such path",
        405 => "the path exists, the method does not",
        409 => "contradicts what is already there",
        413 => "the body is too large",
        415 => "the body is of another media type than documented",
        422 => "well formed, but cannot be done",
        429 => "too many calls in this window",
        500 => "our own fault; the message tells nothing about it, the log does",
        503 => "for the moment not available",
        _ => "see the document",
    }
}
