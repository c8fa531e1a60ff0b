//! Spelling in Python: strings, docstrings and prose, so that no text leaves its token.

/// A string literal in double quotes; whatever is doubtful is escaped.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            ' '..='~' => out.push(c),
            _ if c.is_alphanumeric() => out.push(c),
            _ => escape(c, &mut out),
        }
    }
    out.push('"');
    out
}

fn escape(c: char, out: &mut String) {
    let code = u32::from(c);
    match code {
        0..=0xff => out.push_str(&format!("\\x{code:02x}")),
        0x100..=0xffff => out.push_str(&format!("\\u{code:04x}")),
        _ => out.push_str(&format!("\\U{code:08x}")),
    }
}

/// A docstring of the paragraphs that say something, `indent` blanks before each line, with its
/// line ending; `fallback` stands in where none does.
pub fn doc(indent: usize, paragraphs: &[&str], fallback: &str) -> String {
    let blank = " ".repeat(indent);
    let said: Vec<&str> =
        paragraphs.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    let said = if said.is_empty() { vec![fallback] } else { said };
    let mut lines: Vec<String> = Vec::new();
    for paragraph in said {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(plain(paragraph).split('\n').map(|line| line.trim_end().to_owned()));
    }
    let mut out = format!("{blank}\"\"\"");
    let many = lines.len() > 1;
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(&blank);
            }
        }
        // A quote could end the docstring; nobody misses it.
        out.push_str(&line.replace('\\', "\\\\").replace('"', "'"));
    }
    if many {
        out.push_str(&format!("\n{blank}"));
    }
    out.push_str("\"\"\"\n");
    out
}

/// Text without characters that could end or disguise a line.
pub fn plain(text: &str) -> String {
    let one = |c: char| match c {
        '\n' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
        _ if c.is_control() => ' ',
        _ => c,
    };
    text.chars().map(one).collect()
}

/// The same on one line.
pub fn line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A document's text as plain Markdown on one line: no HTML, no link by accident, no open code.
pub fn markdown(text: &str) -> String {
    let mut out = String::new();
    let mut code = false;
    for c in line(text).chars() {
        code ^= c == '`';
        if !code && matches!(c, '[' | ']' | '<' | '>' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    if code { out.replace('`', "'") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NASTY: &[&str] = &[
        "\"\"\"\nimport os",
        "ends with \"",
        "ends with \\",
        "\\\"\"\"",
        "a\rb\u{2028}c\u{0}d\u{7f}",
        "*/ ${x} {y} `",
        "\u{202e}turned",
        "\u{1F600}",
    ];

    #[test]
    fn a_literal_is_one_token() {
        for text in NASTY {
            let literal = quoted(text);
            let inner = &literal[1..literal.len() - 1];
            let mut quotes = inner.replace("\\\\", "").replace("\\\"", "");
            quotes.retain(|c| c == '"' || c.is_control());
            assert_eq!(quotes, "", "{text:?} as {literal}");
            let slashes = inner.chars().rev().take_while(|c| *c == '\\').count();
            assert_eq!(slashes % 2, 0, "{literal}");
        }
    }

    #[test]
    fn a_docstring_ends_where_it_should() {
        for text in NASTY {
            let printed = doc(4, &[text], "nothing");
            assert_eq!(printed.matches('"').count(), 6, "{printed}");
            let body = printed.trim_end().trim_end_matches("\"\"\"");
            let slashes = body.chars().rev().take_while(|c| *c == '\\').count();
            assert_eq!(slashes % 2, 0, "{printed}");
            assert!(printed.lines().all(|l| l.is_empty() || l.starts_with("    ")), "{printed}");
            assert!(!printed.contains(['\r', '\0', '\u{202e}']), "{printed}");
        }
    }

    #[test]
    fn links_html_and_cells_are_plain_text_outside_code() {
        assert_eq!(markdown("[a] <b> c|d `[c]`"), "\\[a\\] \\<b\\> c\\|d `[c]`");
        assert_eq!(markdown("an open `tick"), "an open 'tick");
    }

    #[test]
    fn a_silent_document_gets_the_fallback() {
        assert_eq!(doc(0, &["", " "], "`x`"), "\"\"\"`x`\"\"\"\n");
    }
}
