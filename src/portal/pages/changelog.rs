//! What changed in an API's document, from the file beside it.

use super::fidelity::without_title;
use crate::{
    book::ApiEntry,
    model::{Block, Page},
};

pub(super) fn page(api: &ApiEntry) -> Page {
    let about = "What changed in the document, and with it in server, SDKs and tests.";
    let mut page = super::begin(api, "changelog", "Changelog", about);
    page.push(Block::Lead(format!(
        "{about} SDK versions are the document's version and a revision, as in `1.2.3+r1`."
    )));
    page.push(Block::Foreign(without_title(api.changelog)));
    page
}
