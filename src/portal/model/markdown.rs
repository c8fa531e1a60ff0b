//! A page as Markdown: what it says, without what only a browser needs.

use super::{Block, Card, Code, Page, Table};

/// The whole page; addresses of this server begin with a slash.
pub(crate) fn page(page: &Page) -> String {
    let mut out = String::new();
    for block in &page.blocks {
        print(&mut out, block);
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

fn print(out: &mut String, block: &Block) {
    match block {
        Block::Title(text) => paragraph(out, &format!("# {text}")),
        Block::Heading { level, text, .. } => {
            paragraph(out, &format!("{} {text}", "#".repeat(usize::from(*level))));
        }
        Block::Lead(text) | Block::Text(text) | Block::Status { text, .. } => paragraph(out, text),
        Block::Note(text) => paragraph(out, &format!("> {text}")),
        Block::List(items) => list(out, items.iter().cloned()),
        Block::Table(it) => table(out, it),
        Block::Code(it) => code(out, it),
        Block::Choice { options, .. } => {
            for it in options.iter().flatten() {
                paragraph(out, &format!("{}:", it.label));
                code(out, it);
            }
        }
        Block::Facts(facts) => {
            list(out, facts.iter().map(|(name, value)| format!("{name}: {value}")));
        }
        Block::Actions(links) => list(out, links.iter().map(super::Link::inline)),
        Block::Cards(cards) => cards.iter().for_each(|it| card(out, it)),
        Block::Columns(left, right) => left.iter().chain(right).for_each(|it| print(out, it)),
        Block::Search { .. } => {}
        Block::Foreign(text) => paragraph(out, text.trim()),
    }
}

fn paragraph(out: &mut String, text: &str) {
    out.push_str(text);
    out.push_str("\n\n");
}

fn list(out: &mut String, items: impl Iterator<Item = String>) {
    for item in items {
        out.push_str("- ");
        out.push_str(&item);
        out.push('\n');
    }
    out.push('\n');
}

fn table(out: &mut String, table: &Table) {
    let row = |out: &mut String, cells: &mut dyn Iterator<Item = &str>| {
        for cell in cells {
            out.push_str("| ");
            out.push_str(cell);
            out.push(' ');
        }
        out.push_str("|\n");
    };
    row(out, &mut table.heads.iter().copied());
    row(out, &mut table.heads.iter().map(|_| "---"));
    for it in &table.rows {
        row(out, &mut it.cells.iter().map(String::as_str));
    }
    out.push('\n');
}

fn code(out: &mut String, code: &Code) {
    let longest = code.text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let end = if code.text.ends_with('\n') { "" } else { "\n" };
    out.push_str(&format!("{fence}{}\n{}{end}{fence}\n\n", code.language, code.text));
}

fn card(out: &mut String, card: &Card) {
    paragraph(out, &format!("### {}", card.title.inline()));
    paragraph(out, &card.text);
    let facts = card.facts.iter().map(|(name, value)| format!("{name}: {value}"));
    list(out, facts.chain(card.links.iter().map(super::Link::inline)));
}
