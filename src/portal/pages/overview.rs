//! The first page of an API: facts, the first call in every language, how to sign in, files.

use crate::{
    book::{ApiEntry, Book},
    docs,
    document::{Document, Identity, Proof, Value, curl, curl_sign_in},
    model::{Block, Code, Link, Page, Row, code, plain, slug},
};

/// Folder of an SDK, name for people, fence, and the tool that its first block is for.
const LANGUAGES: [(&str, &str, &str); 3] =
    [("rust", "Rust", "rust"), ("typescript", "TypeScript", "ts"), ("python", "Python", "python")];

pub(super) fn page(book: &Book, api: &ApiEntry, document: &Document) -> Page {
    let mut page = super::begin(api, "", api.title, document.text("/info/summary"));
    page.title = api.title.to_owned();
    page.push(Block::Lead(plain(document.text("/info/summary")) + "."));
    page.push(Block::Actions(vec![
        Link::new("Try it in Swagger UI", docs::address(api, None)),
        Link::new("All operations", format!("/apis/{}/operations", api.name)),
        Link::new("SDKs", "/sdks/"),
    ]));
    page.push(Block::Facts(facts(api, document)));
    page.heading(2, "Quickstart");
    page.text(match book.demo {
        true => "Each of these runs as it stands against this server.",
        false => "Put your own credentials where it says `your-…`.",
    });
    page.push(Block::Choice {
        label: "First call".to_owned(),
        options: first_calls(api, document),
    });
    sign_in(&mut page, document);
    page.heading(2, "Moving here from the vendor");
    page.text("Exchange the base URL; paths, bodies and headers stay.");
    moving(&mut page, document);
    files(&mut page, api);
    topics(&mut page, api, document);
    page.heading(2, "How it works");
    page.push(Block::Foreign(document.text("/info/description").to_owned()));
    page
}

fn facts(api: &ApiEntry, document: &Document) -> Vec<(String, String)> {
    let mut out = vec![
        ("Base URL".to_owned(), format!("`{}{}`", crate::site::ORIGIN, document.prefix())),
        ("Version".to_owned(), plain(document.text("/info/version"))),
        ("Operations".to_owned(), api.table.operations.len().to_string()),
        ("Sign-in".to_owned(), signs_in(document)),
    ];
    if let Some(header) = api.table.tenant_header {
        out.push(("Company".to_owned(), format!("header {}", code(header))));
    }
    let limit = api.table.fallback_limit.map_or("none in general".to_owned(), |limit| {
        format!("{} calls in {} s", limit.limit, limit.window_s)
    });
    out.push(("Rate limit".to_owned(), limit));
    out
}

/// How one signs in, in a few words.
pub(super) fn signs_in(document: &Document) -> String {
    let identities = document.identities();
    let proofs = identities.iter().take(1).flat_map(|it| &it.proofs);
    let mut ways: Vec<&str> = proofs
        .map(|(key, proof)| match (proof, document.scheme(key)) {
            (Proof::Client { .. }, _) => "OAuth 2 client credentials",
            (Proof::Login(call), _) if call.digest.is_some() => "login with a signed secret",
            (Proof::Login(_), _) => "login with e-mail and password",
            (Proof::Token(_), Some(scheme)) if scheme.value["type"] == "apiKey" => "service key",
            (Proof::Token(_), Some(scheme)) if !scheme.value["x-hr-token"].is_null() => {
                "token, or login with a password"
            }
            (Proof::Token(_), _) => "fixed token",
        })
        .collect();
    ways.dedup();
    ways.join(", ")
}

/// The first call in every language that there is; curl comes first.
pub(super) fn first_calls(api: &ApiEntry, document: &Document) -> Vec<Vec<Code>> {
    let identities = document.identities();
    let who = identities.first();
    let mut out = Vec::new();
    if let Some(call) = document.first_call() {
        let text = curl_sign_in(&call, who) + &curl(document, &call, who);
        out.push(vec![Code::new("curl", "sh", text)]);
    }
    for (folder, name, fence) in LANGUAGES {
        let readme = api.sdks.get_file(format!("{folder}/README.md"));
        let Some(text) = readme.and_then(|file| file.contents_utf8()) else { continue };
        let fences = fenced(text);
        let Some(program) = fences.iter().find(|it| it.lines().count() > 3) else { continue };
        let install = super::sdks::install(api, folder)
            .map(|it| Code::new(format!("Install for {name}"), "sh", it));
        let program = Code::new(name, fence, document.shown(program));
        out.push(install.into_iter().chain([program]).collect());
    }
    out
}

/// What stands between fences, in order.
fn fenced(text: &str) -> Vec<&str> {
    let parts = text.split("\n```").skip(1).step_by(2);
    parts.filter_map(|part| Some(part.split_once('\n')?.1)).collect()
}

fn sign_in(page: &mut Page, document: &Document) {
    page.heading(2, "Signing in");
    let schemes = document.schemes().map(|it| {
        let text = it.value["description"].as_str().unwrap_or_default();
        let (header, before) = it.carrier();
        let sent = code(&format!("{header}: {before}…"));
        format!("**{}**, sent as {sent}: {}", plain(it.key), text.trim())
    });
    page.push(Block::List(schemes.collect()));
    if !document.demo() {
        return;
    }
    page.text("Who can call in the demo:");
    let rows = document.identities().iter().map(identity).collect();
    page.table("Identities of the demo", &["Who", "May", "Credentials", "Headers"], rows);
}

fn identity(it: &Identity) -> Row {
    let may = match (&it.role, it.scopes.is_empty()) {
        (Some(role), _) => format!("role {}", code(role)),
        (None, false) => it.scopes.iter().map(|s| code(s)).collect::<Vec<_>>().join(", "),
        (None, true) => "everything".to_owned(),
    };
    let may = if it.name == "rival" { format!("{may}, in another company") } else { may };
    let proofs = it.proofs.iter().map(|(_, proof)| match proof {
        Proof::Token(token) => code(token),
        Proof::Client { id, secret, .. } => format!("{} / {}", code(id), code(secret)),
        Proof::Login(call) => {
            let text = |value: &Value| value.as_str().map(code);
            let names = call.body.iter().filter(|(key, _)| key != "device_name");
            let names = names.filter(|(key, _)| key != "app_id");
            let mut all: Vec<String> = names.filter_map(|(_, value)| text(value)).collect();
            all.extend(call.digest.iter().map(|(_, _, secret)| format!("secret {}", code(secret))));
            all.join(" / ")
        }
    });
    let headers = it.headers.iter().map(|(name, value)| code(&format!("{name}: {value}")));
    Row::plain([
        plain(&it.name),
        may,
        proofs.collect::<Vec<_>>().join("; "),
        headers.collect::<Vec<_>>().join(", "),
    ])
}

fn moving(page: &mut Page, document: &Document) {
    let rows = document.vendor_servers().map(|(url, about)| {
        let here = format!("{}{}", crate::site::ORIGIN, document.prefix());
        Row::plain([code(url), plain(about), code(&here)])
    });
    page.table("Base URLs", &["Theirs", "What it is", "Here"], rows.collect());
}

fn files(page: &mut Page, api: &ApiEntry) {
    let name = api.name;
    page.heading(2, "Files");
    let mut all = vec![
        format!("OpenAPI 3.1: [JSON](/openapi/{name}.json), [YAML](/openapi/{name}.yaml)"),
        format!("[Postman collection](/openapi/{name}.postman.json): import it and send"),
    ];
    all.push(format!(
        "[Contract-test kit](/contract/{name}.zip) for any server of this API, and [what it saw \
         here](/conformance)"
    ));
    page.push(Block::List(all));
    let label = format!("Packages for {}", api.title);
    page.table(&label, &super::sdks::HEADS, super::sdks::rows(api));
}

fn topics(page: &mut Page, api: &ApiEntry, document: &Document) {
    page.heading(2, "Topics");
    let tags = document.at("/tags").as_array().into_iter().flatten();
    let tags = tags.map(|tag| {
        let name = tag["name"].as_str().unwrap_or_default();
        let count = api.table.operations.iter().filter(|op| op.tag == name).count();
        let about = tag["description"].as_str().unwrap_or_default();
        let link = format!("[{}](/apis/{}/operations#{})", plain(name), api.name, slug(name));
        format!("{link} ({count}): {}", about.trim())
    });
    page.push(Block::List(tags.collect()));
}
