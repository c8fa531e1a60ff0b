//! Rate limits and sizes of an API: what is counted, by whom, what tells of it.

use std::collections::BTreeMap;

use wire::{LimitHeaders, LimitKey, RateLimit};

use crate::{
    book::ApiEntry,
    document::Document,
    model::{Block, Code, Page, Row, code, plain},
};

pub(super) fn page(api: &ApiEntry, document: &Document) -> Page {
    let about = "What is counted, by whom, and what to do about it.";
    let mut page = super::begin(api, "limits", "Rate limits", about);
    page.push(Block::Lead(about.to_owned()));
    let rows: Vec<Row> = known(api).into_iter().map(|limit| row(api, document, limit)).collect();
    if rows.is_empty() {
        page.text(
            "This API documents no limit on calls. Failed credentials are slowed all the same.",
        );
    } else {
        page.text(
            "A window begins with the first call that it counts; when it ends, the whole budget \
             is back. Operations with the same limit share one budget.",
        );
        let heads = ["Limit", "Calls", "Window", "Counted by", "Operations", "Headers"];
        page.table("Rate limits", &heads, rows);
    }
    brake(&mut page, api);
    page.heading(2, "How to live with it");
    page.push(Block::List(vec![
        "A call too many is answered with 429 and `Retry-After` in seconds. Wait that long, then \
         repeat: a refused call has done nothing."
            .to_owned(),
        "The SDKs wait by themselves, and can pace calls so that a 429 never comes.".to_owned(),
        "Several processes with the same credentials share a budget.".to_owned(),
    ]));
    page.push(Block::Code(Code::new("A refusal", "http", sample(api))));
    sizes(&mut page, api);
    page
}

fn known(api: &ApiEntry) -> Vec<&'static RateLimit> {
    let all = api.table.operations.iter().filter_map(|row| row.limit);
    let all = all.chain(api.table.fallback_limit).map(|limit| (limit.name, limit));
    all.collect::<BTreeMap<_, _>>().into_values().collect()
}

fn row(api: &ApiEntry, document: &Document, limit: &RateLimit) -> Row {
    let of: Vec<&str> = api
        .table
        .operations
        .iter()
        .filter(|row| row.limit.is_some_and(|it| it.name == limit.name))
        .map(|row| row.id)
        .collect();
    let link = |id: &&str| format!("[{}](/apis/{}/operations/{id})", plain(id), api.name);
    let of = match of.len() {
        0..=4 => of.iter().map(link).collect::<Vec<_>>().join(", "),
        count => format!("{count} operations"),
    };
    let default = api.table.fallback_limit.is_some_and(|it| it.name == limit.name);
    let rest = if default { ", and every unknown path" } else { "" };
    let field = document.text(&format!("/x-hr-rate-limit/{}/field", limit.name)).to_owned();
    Row {
        id: Some(limit.name.to_owned()),
        cells: vec![
            code(limit.name),
            limit.limit.to_string(),
            format!("{} s", limit.window_s),
            counted(limit, &field),
            of + rest,
            headers(limit),
        ],
    }
}

fn counted(limit: &RateLimit, field: &str) -> String {
    let whose = match limit.key {
        LimitKey::Client => "client, else address".to_owned(),
        LimitKey::Ip => "address".to_owned(),
        LimitKey::Token => "token, else address".to_owned(),
        LimitKey::Service => "service, else address".to_owned(),
        LimitKey::Body => format!("address and {} of the body", code(field)),
    };
    if limit.before_auth { whose + ", before the credentials are looked at" } else { whose }
}

/// Every header that an answer may have; those of refusals alone are marked.
fn headers(limit: &RateLimit) -> String {
    let of = |names: &LimitHeaders| [names.limit, names.remaining, names.reset];
    let every = of(&limit.headers).into_iter().flatten().map(code);
    let refused = of(&limit.refused_headers).into_iter().flatten();
    let refused = refused.map(|name| format!("{} (429 only)", code(name)));
    let all: Vec<String> = every.chain(refused).collect();
    if all.is_empty() { "`Retry-After` (429 only)".to_owned() } else { all.join(", ") }
}

/// Operations without a limit in general refuse an address that guesses.
fn brake(page: &mut Page, api: &ApiEntry) {
    if api.table.fallback_limit.is_none() {
        page.heading(2, "Failed credentials");
        page.text(
            "An address that keeps sending malformed or unknown credentials is refused with 429 \
             for a while: 30 in a row are forgiven, then one every 2 seconds. A missing or an \
             ended token does not count.",
        );
    }
}

fn sample(api: &ApiEntry) -> String {
    let limit = known(api).into_iter().next();
    let refused = api.failures.iter().find(|it| it.status == 429);
    let mut out = String::from("HTTP/1.1 429 Too Many Requests\nRetry-After: 42\n");
    if let Some(limit) = limit {
        let name = |of: fn(&LimitHeaders) -> Option<&'static str>| {
            of(&limit.headers).or_else(|| of(&limit.refused_headers))
        };
        let lines = [
            (name(|it| it.limit), limit.limit.to_string()),
            (name(|it| it.remaining), "0".to_owned()),
            (name(|it| it.reset), "1796083200".to_owned()),
        ];
        for (name, value) in lines {
            out.extend(name.map(|name| format!("{name}: {value}\n")));
        }
    }
    out.push('\n');
    out.push_str(refused.map_or("", |it| &it.body));
    out
}

fn sizes(page: &mut Page, api: &ApiEntry) {
    page.heading(2, "Sizes");
    let most = api.table.max_body;
    let larger = api.table.operations.iter().filter(|row| row.max_body > most);
    let mut rows = vec![Row::plain(["every other body".to_owned(), bytes(most)])];
    rows.extend(larger.map(|row| {
        let link = format!("[{}](/apis/{}/operations/{})", plain(row.id), api.name, row.id);
        Row::plain([link, bytes(row.max_body)])
    }));
    rows.rotate_left(1);
    page.table("Sizes of bodies", &["Body of", "At most"], rows);
}

fn bytes(count: u64) -> String {
    match count {
        1_048_576.. if count.is_multiple_of(1_048_576) => format!("{} MiB", count / 1_048_576),
        1024.. if count.is_multiple_of(1024) => format!("{} KiB", count / 1024),
        _ => format!("{count} bytes"),
    }
}
