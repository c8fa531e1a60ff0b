//! Every package with its version and checksum, and how package managers get it from here.

use crate::{
    book::{ApiEntry, Book},
    model::{Block, Code, Page, Row, code, plain},
    packages::{self, Package},
    site::ORIGIN,
};

pub(super) fn page(book: &Book) -> Page {
    let about = "Client packages in three languages and contract-test kits, with checksums.";
    let mut page = Page {
        path: "/sdks".to_owned(),
        title: "SDKs and test kits".to_owned(),
        about: about.to_owned(),
        api: None,
        blocks: vec![Block::Title("SDKs and test kits".to_owned())],
    };
    page.push(Block::Lead(
        "Typed clients, generated from the same documents as this server: tokens, retries, pacing, \
         paging and uploads are taken care of. Install them from here."
            .to_owned(),
    ));
    page.text(
        "For programs: [index.json](/sdks/index.json), and pip's index at \
         [python/simple](/sdks/python/simple/).",
    );
    for api in &book.apis {
        page.heading(2, &plain(api.title));
        page.table(&format!("Packages for {}", api.title), &HEADS, rows(api));
        page.push(Block::Choice { label: install_label(api), options: installs(api) });
        page.text(format!("[Contract-test kit](/contract/{}.zip) for any server of it.", api.name));
    }
    page
}

/// Columns of the table of packages.
pub(super) const HEADS: [&str; 5] = ["Language", "File", "Version", "Size", "SHA-256"];

/// A row for each package of an API.
pub(super) fn rows(api: &ApiEntry) -> Vec<Row> {
    let row = |it: &Package| {
        Row::plain([
            language(it).to_owned(),
            format!("[{}]({})", plain(&it.file), it.url),
            plain(&it.version),
            format!("{} KiB", it.bytes.len().div_ceil(1024)),
            code(&it.sha256),
        ])
    };
    packages::of(api).iter().map(row).collect()
}

/// What to type for each language.
fn installs(api: &ApiEntry) -> Vec<Vec<Code>> {
    let all = packages::of(api).iter().filter(|it| it.kind != "sdist");
    all.map(|it| vec![Code::new(language(it), "sh", it.install(ORIGIN))]).collect()
}

/// What to type for one language, given by its folder.
pub(super) fn install(api: &ApiEntry, folder: &str) -> Option<String> {
    let mut all = packages::of(api).iter();
    let found = all.find(|it| it.language == folder && it.kind != "sdist");
    found.map(|it| it.install(ORIGIN))
}

fn install_label(api: &ApiEntry) -> String {
    format!("Install {}", api.title)
}

fn language(package: &Package) -> &'static str {
    match package.kind {
        "crate" => "Rust",
        "npm" => "TypeScript",
        "wheel" => "Python",
        _ => "Python, sources",
    }
}
