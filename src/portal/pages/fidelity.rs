//! What the vendor said and what was decided: the notes beside the document, as they are.

use crate::{
    book::ApiEntry,
    model::{Block, Page},
};

pub(super) fn page(api: &ApiEntry) -> Page {
    let about =
        "What the vendor's text leaves open or contradicts, what this server does, and why.";
    let mut page = super::begin(api, "fidelity", "Fidelity notes", about);
    page.push(Block::Lead(about.to_owned()));
    page.push(Block::Foreign(without_title(api.fidelity)));
    page
}

/// The notes without their first heading, which the page has already.
pub(super) fn without_title(text: &str) -> String {
    let text = text.trim_start();
    match text.strip_prefix("# ") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, rest)| rest.trim_start()).to_owned(),
        None => text.to_owned(),
    }
}
