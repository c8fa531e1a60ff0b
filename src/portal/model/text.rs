//! Markdown texts: escaped going in, HTML going out; raw HTML and odd links become plain text.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};

/// Text of anybody's as Markdown that shows just these characters, on one line.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '#' | '~' | '$' | '!' => {
                out.push('\\');
                out.push(character);
            }
            character if character.is_whitespace() || character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out
}

/// Text of anybody's as code, whatever it contains.
pub(crate) fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let gap =
        if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

/// The address of a heading within its page.
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            out.push(character);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// A text of one line as HTML, without a paragraph around it.
pub(super) fn line(text: &str) -> Markup {
    let around = |event: &Event<'_>| {
        !matches!(
            event,
            Event::Start(Tag::Paragraph | Tag::Heading { .. })
                | Event::End(TagEnd::Paragraph | TagEnd::Heading(_))
        )
    };
    print(events(text).into_iter().filter(around))
}

/// A whole text as HTML: headings begin at level 2, wide tables scroll in their own box.
pub(super) fn whole(text: &str) -> Markup {
    print(boxed(events(text)).into_iter())
}

fn print<'a>(events: impl Iterator<Item = Event<'a>>) -> Markup {
    let mut out = String::new();
    push_html(&mut out, events);
    PreEscaped(out)
}

fn events(text: &str) -> Vec<Event<'_>> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
        .map(|event| match event {
            Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = if safe(&dest_url) { dest_url } else { CowStr::from("#") };
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            // Nothing is loaded from elsewhere: an image becomes its text.
            Event::Start(Tag::Image { .. }) => Event::Text("".into()),
            Event::End(TagEnd::Image) => Event::Text("".into()),
            event => event,
        })
        .collect()
}

fn safe(to: &str) -> bool {
    ["/", "#", "https://", "http://", "mailto:"].iter().any(|start| to.starts_with(start))
        && !to.starts_with("//")
}

/// Puts ids on headings and a box around tables.
fn boxed(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out = Vec::with_capacity(events.len() + 8);
    let mut title = String::from("Table");
    for at in 0..events.len() {
        match &events[at] {
            Event::Start(Tag::Heading { level, .. }) => {
                title = events[at + 1..]
                    .iter()
                    .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
                    .filter_map(|event| match event {
                        Event::Text(text) | Event::Code(text) => Some(text.to_string()),
                        _ => None,
                    })
                    .collect();
                let id = Some(CowStr::from(slug(&title)));
                let level = below_title(*level);
                let (classes, attrs) = (Vec::new(), Vec::new());
                out.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
            }
            Event::End(TagEnd::Heading(level)) => {
                out.push(Event::End(TagEnd::Heading(below_title(*level))));
            }
            Event::Start(Tag::Table(_)) => {
                let label = maud::html! { (title) }.into_string();
                out.push(Event::Html(
                    format!(
                        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">"
                    )
                    .into(),
                ));
                out.push(events[at].clone());
            }
            Event::End(TagEnd::Table) => {
                out.push(events[at].clone());
                out.push(Event::Html("</div>\n".into()));
            }
            event => out.push(event.clone()),
        }
    }
    out
}

fn below_title(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 { HeadingLevel::H2 } else { level }
}
