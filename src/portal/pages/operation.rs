//! One operation: what it needs, what it answers, how it fails, and the call ready to copy.

use wire::{Operation, Provenance, Tenancy};

use crate::{
    book::ApiEntry,
    docs,
    document::{Call, Document, Value, curl, curl_sign_in, fields, sample, type_of},
    model::{Block, Code, Link, Page, Row, code, plain},
};

pub(super) fn page(api: &ApiEntry, document: &Document, id: &str) -> Option<Page> {
    let call = document.call(id)?;
    let row = api.table.operations.iter().find(|row| row.id == id)?;
    let end = format!("operations/{id}");
    let mut page = super::begin(api, &end, &plain(call.summary()), call.summary());
    page.title = format!("{} · {}", call.summary(), api.title);
    page.push(Block::Lead(format!("{} {}", call.method, code(call.path))));
    page.push(Block::Text(call.description().trim().to_owned()));
    page.push(Block::Actions(vec![
        Link::new("Try it in Swagger UI", docs::address(api, Some((call.tag, call.id)))),
        Link::new("All operations", format!("/apis/{}/operations#{id}", api.name)),
    ]));
    page.push(Block::Facts(facts(api, row)));
    example(&mut page, document, &call);
    parameters(&mut page, document, &call);
    body(&mut page, document, &call);
    answers(&mut page, api, document, &call);
    rules(&mut page, &call);
    Some(page)
}

fn facts(api: &ApiEntry, row: &Operation) -> Vec<(String, String)> {
    let mut out = vec![("operationId".to_owned(), code(row.id))];
    let scopes: Vec<String> = row
        .security
        .iter()
        .filter(|way| !way.scopes.is_empty())
        .map(|way| way.scopes.iter().map(|it| code(it)).collect::<Vec<_>>().join(" and "))
        .collect();
    let who = match (row.security.is_empty(), row.role, scopes.is_empty()) {
        (true, ..) => "anybody".to_owned(),
        (_, Some(role), _) => format!("role {} and above", code(role)),
        (_, None, false) => format!("scope {}", scopes.join(" or ")),
        (_, None, true) => "anybody who has signed in".to_owned(),
    };
    out.push(("Who may".to_owned(), who));
    let limit = row.limit.map(|it| format!("{} calls in {} s", it.limit, it.window_s));
    let limit = limit.unwrap_or_else(|| "none of its own".to_owned());
    out.push(("Rate limit".to_owned(), format!("[{limit}](/apis/{}/limits)", api.name)));
    if let Some(header) = api.table.tenant_header {
        let needed = match row.tenant {
            Tenancy::Required => format!("header {}", code(header)),
            Tenancy::Optional => format!("header {}, if it is sent", code(header)),
            Tenancy::None => "none".to_owned(),
        };
        out.push(("Company".to_owned(), needed));
    }
    out.push((
        "SDKs".to_owned(),
        format!("{}, {} in TypeScript", code(row.id), code(&camel(row.id))),
    ));
    let source = match row.provenance {
        Provenance::Vendor => "the vendor's specification",
        Provenance::Public => "other public pages of the vendor",
        Provenance::Ours => "ours, inferred",
    };
    out.push(("Whose word".to_owned(), source.to_owned()));
    out
}

fn camel(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for (n, part) in id.split('_').enumerate() {
        let mut letters = part.chars();
        match letters.next() {
            Some(first) if n > 0 => out.extend(first.to_uppercase().chain(letters)),
            _ => out.push_str(part),
        }
    }
    out
}

fn example(page: &mut Page, document: &Document, call: &Call<'_>) {
    let identities = document.identities();
    // Whoever can prove one of its schemes; the first may do everything.
    let who = identities.first();
    let text = curl_sign_in(call, who) + &curl(document, call, who);
    page.heading(2, "Call");
    page.push(Block::Code(Code::new("curl", "sh", text)));
}

fn parameters(page: &mut Page, document: &Document, call: &Call<'_>) {
    let rows: Vec<Row> = call
        .parameters()
        .map(|it| {
            let place = it["in"].as_str().unwrap_or_default();
            let needed = if it["required"] == true { ", required" } else { "" };
            let example = sample(document, it);
            Row::plain([
                code(it["name"].as_str().unwrap_or_default()),
                format!("{place}{needed}"),
                type_of(document, &it["schema"]),
                cell(it["description"].as_str().unwrap_or_default()),
                code(&example.as_str().map_or_else(|| example.to_string(), str::to_owned)),
            ])
        })
        .collect();
    if !rows.is_empty() {
        page.heading(2, "Parameters");
        page.table("Parameters", &["Name", "In", "Type", "Meaning", "Example"], rows);
    }
}

fn body(page: &mut Page, document: &Document, call: &Call<'_>) {
    let Some((media, content)) = call.body() else { return };
    page.heading(2, "Body");
    page.text(format!("Sent as {}.", code(media)));
    let rows = rows(document, &content["schema"]);
    page.table("Fields of the body", &["Field", "Type", "Meaning"], rows);
}

fn rows(document: &Document, schema: &Value) -> Vec<Row> {
    let all = fields(document, schema);
    let row = |it: crate::document::Field| {
        let needed = if it.required { " **required**" } else { "" };
        Row::plain([format!("{}{needed}", code(&it.name)), it.kind, cell(&it.about)])
    };
    all.into_iter().map(row).collect()
}

fn answers(page: &mut Page, api: &ApiEntry, document: &Document, call: &Call<'_>) {
    page.heading(2, "Answers");
    let rows = call.answers().map(|(status, it)| {
        let name = match status {
            400.. => format!("[{status}](/apis/{}/errors#s{status})", api.name),
            _ => status.to_string(),
        };
        Row::plain([name, cell(it["description"].as_str().unwrap_or_default())])
    });
    page.table("Answers", &["Status", "When"], rows.collect());
    let success = call.answers().find(|(status, _)| (200..300).contains(status));
    let Some((status, it)) = success else { return };
    let Some((_, content)) = it["content"].as_object().and_then(|all| all.first()) else {
        return;
    };
    let binary = document.follow(&content["schema"])["format"] == "binary";
    if !binary {
        let value = sample(document, content);
        let text = value.pretty();
        page.push(Block::Code(Code::new(format!("Body of {status}"), "json", shortened(&text))));
    }
}

/// Long examples end where everything has been seen once.
fn shortened(text: &str) -> String {
    const LINES: usize = 120;
    let mut lines: Vec<&str> = text.lines().take(LINES + 1).collect();
    if lines.len() > LINES {
        lines[LINES] = "…";
    }
    lines.join("\n")
}

fn rules(page: &mut Page, call: &Call<'_>) {
    let all = call.value["x-hr-refusals"].as_array().into_iter().flatten();
    let rows: Vec<Row> = all.map(|it| Row::plain([it["status"].to_string(), rule(it)])).collect();
    if !rows.is_empty() {
        page.heading(2, "Rules that no schema can state");
        page.table("Rules", &["Else", "Holds"], rows);
    }
}

/// A rule in words, without the name of the code that keeps it.
pub(super) fn rule(it: &Value) -> String {
    let text = it["rule"].as_str().unwrap_or_default();
    plain(text.rsplit_once(" (hr::").map_or(text, |(rule, _)| rule))
}

/// A text of the document within a table: on one line, bars escaped.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
