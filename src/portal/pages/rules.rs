//! The messages of rules about records, which the APIs share, with cause and cure of each kind.

use crate::{
    book::Book,
    failures::Why,
    model::{Block, Page, Row, code},
};

/// The kinds, with what a heading calls them.
const KINDS: [(Why, &str); 4] = [
    (Why::State, "The state of a record"),
    (Why::InUse, "Other records"),
    (Why::NotTheirs, "Who may"),
    (Why::Leave, "Leave in WhosOff"),
];

pub(super) fn page(book: &Book) -> Page {
    let about = "What is said when the records stand against a request, with cause and cure.";
    let mut page = Page {
        path: "/rules".to_owned(),
        title: "Messages of the rules".to_owned(),
        about: about.to_owned(),
        api: None,
        blocks: vec![Block::Title("Messages of the rules".to_owned())],
    };
    page.push(Block::Lead(about.to_owned()));
    page.text(
        "The APIs share these; one may begin the sentence with a word of its own, or answer with \
         its constant text instead, as its catalogue of errors shows. `…` stands for a noun or a \
         name.",
    );
    for (why, title) in KINDS {
        let said = book.rules.iter().filter(|(kind, _)| *kind == why);
        let rows: Vec<Row> = said.map(|(_, text)| Row::plain([code(text)])).collect();
        if rows.is_empty() {
            continue;
        }
        let (cause, cure) = why.words();
        page.heading(2, title);
        page.text(format!("**Cause:** {cause}. **Cure:** {cure}"));
        page.table(title, &["Message"], rows);
    }
    page
}
