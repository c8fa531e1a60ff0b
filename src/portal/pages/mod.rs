//! Every page by its address.

mod changelog;
mod conformance;
mod errors;
mod fidelity;
mod landing;
mod limits;
pub(crate) mod llms;
mod operation;
mod operations;
mod overview;
mod rules;
mod sdks;
pub(crate) mod search;
mod words;

use crate::{
    book::{ApiEntry, Book},
    document::Document,
    model::{Block, Page},
};

/// The page at this path; `up` is whether the server can work at this moment.
pub(crate) fn at(book: &Book, path: &str, up: bool) -> Option<Page> {
    match path {
        "/" => return Some(landing::page(book, up)),
        "/words" => return Some(words::page()),
        "/rules" => return Some(rules::page(book)),
        "/conformance" => return Some(conformance::page(book)),
        "/sdks" => return Some(sdks::page(book)),
        _ => {}
    }
    let mut parts = path.strip_prefix("/apis/")?.split('/');
    let api = book.api(parts.next()?)?;
    let document = Document::of(api, book.demo);
    let page = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => overview::page(book, api, &document),
        (Some("operations"), None, _) => operations::page(api, &document),
        (Some("operations"), Some(id), None) => operation::page(api, &document, id)?,
        (Some("errors"), None, _) => errors::page(api, &document),
        (Some("limits"), None, _) => limits::page(api, &document),
        (Some("fidelity"), None, _) => fidelity::page(api),
        (Some("changelog"), None, _) => changelog::page(api),
        _ => return None,
    };
    Some(page)
}

/// The sections of an API beside its overview: end of the address, name, what is there.
pub(crate) const SECTIONS: [(&str, &str, &str); 5] = [
    ("operations", "Operations", "every operation with parameters, body, example and call"),
    ("errors", "Errors", "every status and message with cause and cure"),
    ("limits", "Limits", "rate limits, their headers, sizes"),
    ("fidelity", "Fidelity", "what the vendor left open and what was decided"),
    ("changelog", "Changelog", "versions of the document"),
];

/// The beginning of a page of an API.
fn begin(api: &ApiEntry, end: &str, title: &str, about: &str) -> Page {
    let path = match end {
        "" => format!("/apis/{}", api.name),
        end => format!("/apis/{}/{end}", api.name),
    };
    Page {
        path,
        title: format!("{title} · {}", api.title),
        about: about.to_owned(),
        api: Some(api.name),
        blocks: vec![Block::Title(title.to_owned())],
    }
}
