//! A page as HTML: structure by maud, texts by the Markdown printer, no style and no script inside.

use maud::{Markup, html};

use super::{Block, Card, Code, Link, Table, slug, text::line, text::whole};

/// The blocks of a page, one after another.
pub(crate) fn blocks(blocks: &[Block]) -> Markup {
    html! { @for it in blocks { (block(it)) } }
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Title(text) => html! { h1 { (line(text)) } },
        Block::Heading { level: 2, id, text } => html! {
            h2 id=(id) { (line(text)) " " (anchor(id)) }
        },
        Block::Heading { id, text, .. } => html! { h3 id=(id) { (line(text)) " " (anchor(id)) } },
        Block::Lead(text) => html! { p.lead { (line(text)) } },
        Block::Text(text) => html! { p { (line(text)) } },
        Block::Note(text) => html! { p.note { (line(text)) } },
        Block::List(items) => html! { ul { @for it in items { li { (line(it)) } } } },
        Block::Table(it) => table(it),
        Block::Code(it) => code(it),
        Block::Choice { label, options } => choice(label, options),
        Block::Facts(facts) => definitions("facts", facts),
        Block::Actions(links) => html! {
            p.actions {
                @for (n, it) in links.iter().enumerate() {
                    a.button.main[n == 0] href=(it.to) { (line(&it.text)) } " "
                }
            }
        },
        Block::Cards(cards) => html! { div.cards { @for it in cards { (card(it)) } } },
        Block::Status { up, text } => html! {
            p.status.down[!up] { span.dot aria-hidden="true" {} (line(text)) }
        },
        Block::Columns(left, right) => html! {
            div.columns { div { (blocks(left)) } div { (blocks(right)) } }
        },
        Block::Search { words } => search(words),
        Block::Foreign(text) => html! { div.foreign { (whole(text)) } },
    }
}

/// Lets a reader copy the address of a heading; its name is that of the heading.
fn anchor(id: &str) -> Markup {
    html! { a.anchor href={ "#" (id) } aria-label="Address of this section" { "#" } }
}

fn table(table: &Table) -> Markup {
    html! {
        div.wide role="region" tabindex="0" aria-label=(table.label) {
            table {
                thead { tr { @for head in &table.heads { th scope="col" { (head) } } } }
                tbody {
                    @for row in &table.rows {
                        tr id=[row.id.as_deref()] {
                            @for cell in &row.cells { td { (line(cell)) } }
                        }
                    }
                }
            }
        }
    }
}

fn code(code: &Code) -> Markup {
    html! {
        figure.code {
            figcaption { (code.label) }
            pre tabindex="0" { code { (code.text) } }
        }
    }
}

/// Radio buttons, so that it works by keyboard and without a script.
fn choice(label: &str, options: &[Vec<Code>]) -> Markup {
    let name = slug(label);
    let head = |option: &[Code]| option.last().map_or(String::new(), |it| it.label.clone());
    if let [only] = options {
        return html! { @for it in only { (code(it)) } };
    }
    html! {
        fieldset.choice {
            legend { (label) }
            @for (n, option) in options.iter().enumerate() {
                @let id = format!("{name}-{}", slug(&head(option)));
                input type="radio" name=(name) id=(id) value=(slug(&head(option))) checked[n == 0];
                label for=(id) { (head(option)) }
            }
            @for option in options {
                div.panel { @for it in option { (code(it)) } }
            }
        }
    }
}

fn definitions(class: &str, facts: &[(String, String)]) -> Markup {
    html! {
        dl class=(class) {
            @for (name, value) in facts {
                div { dt { (line(name)) } dd { (line(value)) } }
            }
        }
    }
}

fn card(card: &Card) -> Markup {
    let Link { text, to } = &card.title;
    html! {
        section.card {
            h3 { a href=(to) { (line(text)) } " " span.tag { (card.tag) } }
            p { (line(&card.text)) }
            (definitions("small", &card.facts))
            ul.links {
                @for it in &card.links { li { a href=(it.to) { (line(&it.text)) } } }
            }
        }
    }
}

/// The form of the search page, also in the frame of every page.
pub(crate) fn search(words: &str) -> Markup {
    html! {
        form.search.wide-search role="search" action="/search" method="get" {
            label for="words" { "Operation, field, status or the text of an error" }
            div {
                input #words type="search" name="q" value=(words) maxlength="200"
                    autocomplete="off";
                button type="submit" { "Find" }
            }
        }
    }
}
