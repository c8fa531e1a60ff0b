//! Texts of anybody's come out as they went in.

use crate::model::{Block, Page, code, html, plain, slug};

fn paragraph(text: String) -> String {
    html(&[Block::Text(text)]).into_string()
}

#[test]
fn plain_text_shows_just_its_characters() {
    for (text, shown) in [
        ("a_b *c* `d`", "a_b *c* `d`"),
        ("<i>x</i> & y", "&lt;i&gt;x&lt;/i&gt; &amp; y"),
        ("[a](javascript:b)", "[a](javascript:b)"),
        ("one | two", "one | two"),
        ("\\ ~~x~~ #1", "\\ ~~x~~ #1"),
    ] {
        assert_eq!(paragraph(plain(text)).trim(), format!("<p>{shown}</p>"), "{text}");
    }
}

#[test]
fn code_holds_any_text() {
    for (text, shown) in [("a`b", "a`b"), ("``", "``"), ("<x>", "&lt;x&gt;"), ("a\nb", "a b")] {
        assert_eq!(paragraph(code(text)).trim(), format!("<p><code>{shown}</code></p>"), "{text}");
    }
}

#[test]
fn links_lead_to_pages_only() {
    for to in ["javascript:alert(1)", "data:text/html,x", "//evil.example"] {
        let shown = paragraph(format!("[a]({to})"));
        assert_eq!(shown.trim(), "<p><a href=\"#\">a</a></p>", "{to}");
    }
}

#[test]
fn headings_have_readable_addresses() {
    for (text, id) in
        [("Leave Requests", "leave-requests"), ("  A & B!", "a-b"), ("Größe", "größe")]
    {
        assert_eq!(slug(text), id);
    }
}

#[test]
fn code_blocks_may_contain_fences() {
    let block = Block::Code(crate::model::Code::new("Text", "md", "```\nx\n```"));
    let page = Page {
        path: String::new(),
        title: String::new(),
        about: String::new(),
        api: None,
        blocks: vec![block],
    };
    assert_eq!(crate::model::markdown(&page), "````md\n```\nx\n```\n````\n");
}
