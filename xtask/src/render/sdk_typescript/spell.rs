//! Texts of a document as TypeScript tokens: none of them can leave its string, comment or key.

use crate::ir::Literal;

/// A string literal.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_risky(c) => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// Controls, line separators and marks of direction: what an editor or a parser may trip over.
fn is_risky(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200e}'..='\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A key of an object type or literal.
pub fn key(name: &str) -> String {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_' || c == '$');
    let plain = starts && chars.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$');
    match name {
        // As a plain key of a literal it would set the prototype.
        "__proto__" => "['__proto__']".to_owned(),
        _ if plain => name.to_owned(),
        _ => text(name),
    }
}

/// A doc comment at some depth, ending with a line break; empty where there is nothing to say.
pub fn doc(paragraphs: &[&str], depth: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        let text = prose(paragraph);
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(text.lines().map(|line| line.trim_end().to_owned()));
    }
    let pad = "  ".repeat(depth);
    match lines.as_slice() {
        [] => String::new(),
        [line] if line.chars().count() < 90 => format!("{pad}/** {line} */\n"),
        lines => {
            let mut out = format!("{pad}/**\n");
            for line in lines {
                let gap = if line.is_empty() { "" } else { " " };
                out.push_str(&format!("{pad} *{gap}{line}\n"));
            }
            out.push_str(&format!("{pad} */\n"));
            out
        }
    }
}

/// A document's text as comment text: one line each, no end of the comment, no tag by accident.
fn prose(text: &str) -> String {
    let breaks = ['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}'];
    let text = text.replace("\r\n", "\n").replace(breaks, "\n");
    let clean: String = text.chars().filter(|c| *c == '\n' || !is_risky(*c)).collect();
    let clean = clean.replace("*/", "*\\/").replace("{@", "{ @");
    let lines = clean.lines().map(|line| match line.trim_start().strip_prefix('@') {
        Some(rest) => format!("\\@{rest}"),
        None => line.trim().to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// One line for a table of Markdown or a heading.
pub fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '[' | ']' | '<' | '>' | '|' | '*' => {
                out.push('\\');
                out.push(c);
            }
            c if is_risky(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// A literal as compact JSON, as the runtime writes it.
pub fn json(literal: &Literal) -> String {
    let quote = |text: &String| serde_json::Value::String(text.clone()).to_string();
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::Text(text) => quote(text),
        Literal::List(items) => {
            format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(","))
        }
        Literal::Object(members) => {
            let member =
                |(key, value): &(String, Literal)| format!("{}:{}", quote(key), json(value));
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
        }
    }
}

/// `['a', 'b']`
pub fn list(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
}

/// `X-Enterprise-Id` → `enterpriseId`, `serviceKey` → `serviceKey`
pub fn camel(text: &str) -> String {
    crate::ir::Name(crate::names::words_of(text, crate::names::Noun::Parameter)).camel()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NASTY: [&str; 9] = [
        "*/ alert(1) /*",
        "'; alert(1); '",
        "`${alert(1)}`",
        "a\u{2028}alert(1)",
        "a\r\nalert(1)",
        "\\",
        "\\'",
        "\0\u{1b}\u{feff}\u{202e}",
        "@deprecated\n@internal",
    ];

    #[test]
    fn no_text_leaves_its_literal() {
        for nasty in NASTY {
            let literal = text(nasty);
            let inner = &literal[1..literal.len() - 1];
            assert!(!inner.contains(['\n', '\r', '\u{2028}', '\0']), "{nasty:?}");
            let mut escaped = false;
            for c in inner.chars() {
                assert!(escaped || c != '\'', "{nasty:?}");
                escaped = c == '\\' && !escaped;
            }
            assert!(!escaped, "{nasty:?}: the closing quote is escaped");
        }
    }

    #[test]
    fn no_text_leaves_its_comment() {
        for nasty in NASTY {
            let comment = doc(&[nasty], 1);
            let body = comment.trim().trim_start_matches("/**").trim_end_matches("*/");
            assert!(!body.contains("*/"), "{nasty:?}");
            assert!(!body.contains(['\r', '\u{2028}', '\0']), "{nasty:?}");
            assert!(!body.contains(" @"), "{nasty:?}");
        }
    }

    #[test]
    fn keys_are_quoted_where_they_must_be() {
        for (name, printed) in [
            ("employeeId", "employeeId"),
            ("user-id", "'user-id'"),
            ("1st", "'1st'"),
            ("", "''"),
            ("it's", "'it\\'s'"),
            ("__proto__", "['__proto__']"),
        ] {
            assert_eq!(key(name), printed);
        }
    }

    #[test]
    fn options_are_named_after_headers_and_schemes() {
        for (text, name) in
            [("app-id", "appId"), ("serviceKey", "serviceKey"), ("client_id", "clientId")]
        {
            assert_eq!(camel(text), name);
        }
    }
}
