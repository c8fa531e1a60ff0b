//! How each API spells the state of the one record that they share: the table of the README.

use crate::model::{Block, Page};

/// The project's own description; the table is kept there.
const README: &str = include_str!("../../../README.md");
const HEADING: &str = "## One state, the words of each API";

pub(super) fn page() -> Page {
    let about = "One record, and how each API spells its states.";
    let mut page = Page {
        path: "/words".to_owned(),
        title: "One state, five vocabularies".to_owned(),
        about: about.to_owned(),
        api: None,
        blocks: vec![Block::Title("One state, five vocabularies".to_owned())],
    };
    page.push(Block::Lead(
        "Whatever is written through one API is read through every other, in that API's words."
            .to_owned(),
    ));
    page.push(Block::Foreign(section(README, HEADING)));
    page
}

/// What stands under a heading, up to the next of its level.
fn section(text: &str, heading: &str) -> String {
    let after = text.split_once(heading).map_or("", |(_, after)| after);
    after.split("\n## ").next().unwrap_or_default().trim().to_owned()
}
