//! The index of an API's operations, topic by topic.

use crate::{
    book::ApiEntry,
    document::Document,
    model::{Block, Page, Row, Table, code, plain},
};

pub(super) fn page(api: &ApiEntry, document: &Document) -> Page {
    let calls = document.calls();
    let about = format!("All {} operations, topic by topic.", calls.len());
    let mut page = super::begin(api, "operations", "Operations", &about);
    page.push(Block::Lead(format!(
        "{about} Each has a page with its parameters, body, example, errors and call."
    )));
    let mut tags: Vec<&str> = Vec::new();
    for call in &calls {
        if !tags.contains(&call.tag) {
            tags.push(call.tag);
        }
    }
    for tag in tags {
        page.heading(2, &plain(tag));
        let rows = calls.iter().filter(|call| call.tag == tag).map(|call| Row {
            id: Some(call.id.to_owned()),
            cells: vec![
                format!("[{}](/apis/{}/operations/{})", plain(call.summary()), api.name, call.id),
                format!("{} {}", call.method, code(call.path)),
                code(call.id),
            ],
        });
        page.push(Block::Table(Table {
            label: format!("Operations of {tag}"),
            heads: vec!["Operation", "Call", "operationId"],
            rows: rows.collect(),
        }));
    }
    page
}
