//! The first page: what this is, which APIs there are, and the first call ready to copy.

use crate::{
    book::{ApiEntry, Book},
    docs,
    document::Document,
    model::{Block, Card, Link, Page, plain},
    packages,
    pages::overview::{first_calls, signs_in},
};

pub(super) fn page(book: &Book, up: bool) -> Page {
    let about = "One HR record behind the HTTP APIs of five vendors: documents, Swagger UI, SDKs.";
    let mut page = Page {
        path: "/".to_owned(),
        title: "One HR record, five APIs".to_owned(),
        about: about.to_owned(),
        api: None,
        blocks: Vec::new(),
    };
    let documents: Vec<Document> =
        book.apis.iter().map(|api| Document::of(api, book.demo)).collect();
    let mut left = hero(book, up);
    if book.demo {
        left.push(Block::Note(
            "The demo's data are made up and its credentials public, so try everything: create, \
             approve, delete. A restart makes it new."
                .to_owned(),
        ));
    }
    let right = match (book.apis.first(), documents.first()) {
        (Some(api), Some(document)) => {
            vec![Block::Choice {
                label: "First call".to_owned(),
                options: first_calls(api, document),
            }]
        }
        _ => Vec::new(),
    };
    page.push(Block::Columns(left, right));
    page.push(Block::Heading { level: 2, id: "apis".to_owned(), text: "Which API?".to_owned() });
    page.text(
        "The one that your code speaks already. If you begin anew: ShiftCare for machine to \
         machine, IceHRM for breadth, Workbeats for SCIM provisioning and webhooks.",
    );
    let cards = book.apis.iter().zip(&documents).map(|(api, document)| card(api, document));
    page.push(Block::Cards(cards.collect()));
    shared(&mut page);
    page.heading(2, "Something failed?");
    page.text("Search the text of the message, a field, an operation or a status.");
    page.push(Block::Search { words: String::new() });
    let errors = book
        .apis
        .iter()
        .map(|api| format!("[{}](/apis/{}/errors): every status and message", api.title, api.name));
    page.push(Block::List(errors.collect()));
    machines(&mut page);
    page
}

fn hero(book: &Book, up: bool) -> Vec<Block> {
    let operations: usize = book.apis.iter().map(|api| api.table.operations.len()).sum();
    let state = match up {
        true => format!(
            "Ready: {} APIs with {operations} operations, database reachable",
            book.apis.len()
        ),
        false => "Not ready: the database cannot be reached".to_owned(),
    };
    let mut actions = vec![
        Link::new("Try it in Swagger UI", "/docs/"),
        Link::new("Choose an API", "#apis"),
        Link::new("Get an SDK", "/sdks/"),
    ];
    if let Some(api) = book.apis.first() {
        actions[0].to = docs::address(api, None);
    }
    vec![
        Block::Title("One HR record, five APIs".to_owned()),
        Block::Lead(
            "Five HR vendors publish their APIs in prose only. This server speaks all five over \
             one database, with OpenAPI documents, SDKs and tests. Point your integration here \
             instead of the vendor: only the base URL changes."
                .to_owned(),
        ),
        Block::Status { up, text: state },
        Block::Actions(actions),
    ]
}

fn card(api: &ApiEntry, document: &Document) -> Card {
    let base = format!("/apis/{}", api.name);
    let limit = match api.table.fallback_limit {
        Some(limit) => format!("{} calls in {} s", limit.limit, limit.window_s),
        None => "none in general; failed sign-ins are slowed".to_owned(),
    };
    Card {
        title: Link::new(api.title, base.clone()),
        tag: format!("{} operations", api.table.operations.len()),
        text: plain(document.text("/info/summary")) + ".",
        facts: vec![
            ("Sign-in".to_owned(), signs_in(document)),
            ("Limit".to_owned(), limit),
            ("Base".to_owned(), format!("`{}`", document.prefix())),
            ("SDKs".to_owned(), languages(api)),
        ],
        links: vec![
            Link::new("Quickstart", base.clone()),
            Link::new("Swagger UI", docs::address(api, None)),
            Link::new("Operations", format!("{base}/operations")),
            Link::new("Errors", format!("{base}/errors")),
            Link::new("Limits", format!("{base}/limits")),
        ],
    }
}

/// The languages that there is a client for, as people write them.
fn languages(api: &ApiEntry) -> String {
    let name = |folder| match folder {
        "rust" => "Rust",
        "typescript" => "TypeScript",
        "python" => "Python",
        other => other,
    };
    packages::languages(api).map(name).collect::<Vec<_>>().join(", ")
}

fn shared(page: &mut Page) {
    page.heading(2, "What they share");
    page.push(Block::List(vec![
        "**One record.** Somebody hired through ShiftCare signs in at WhosOff, is provisioned by \
         SCIM and paid by IceHRM. [How each API spells the same state](/words)."
            .to_owned(),
        "**Documents that are kept.** Every status, header and limit in a document is provoked \
         and checked by tests: [what was proven, and when](/conformance). What the vendor left \
         open stands in the fidelity notes."
            .to_owned(),
        "**The vendor's envelope.** Bodies, headers and errors look as that vendor's do; no \
         message ever repeats what you sent."
            .to_owned(),
        "**Limits that are real.** A call too many gets 429 with `Retry-After`, and the SDKs know \
         how to wait."
            .to_owned(),
        "**Companies apart.** Credentials reach one company; the records of another do not exist."
            .to_owned(),
        "**A request id** on every answer, in `X-Request-Id`, and in the server's log.".to_owned(),
    ]));
}

fn machines(page: &mut Page) {
    page.heading(2, "For machines");
    page.push(Block::List(vec![
        "[llms.txt](/llms.txt) lists every page; each is Markdown too: add `.md`, or send \
         `Accept: text/markdown`."
            .to_owned(),
        "`/openapi/<api>.json`, `.yaml` and `.postman.json`: OpenAPI 3.1, and a Postman collection \
         that signs in by itself."
            .to_owned(),
        "[/health/live](/health/live), [/health/ready](/health/ready) and `/metrics` for operators."
            .to_owned(),
    ]));
}
