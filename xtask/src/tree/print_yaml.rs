//! Trees as YAML that every reader, 1.1 or 1.2, understands the same way.

use super::print::quote;
use super::yaml::resolve;
use super::{Node, Value};

/// The tree in block style with a final newline.
pub fn to_yaml(node: &Node) -> String {
    let mut out = String::new();
    match &node.value {
        Value::Map(entries) if !entries.is_empty() => map(node, 0, true, &mut out),
        Value::List(items) if !items.is_empty() => list(node, 0, &mut out),
        _ => {
            scalar(node, 0, &mut out);
            out.push('\n');
        }
    }
    out
}

fn map(node: &Node, depth: usize, mut on_line: bool, out: &mut String) {
    for entry in node.entries() {
        if !on_line {
            out.push_str(&"  ".repeat(depth));
        }
        on_line = false;
        text(&entry.key, None, out);
        out.push(':');
        value(&entry.value, depth, out);
    }
}

fn list(node: &Node, depth: usize, out: &mut String) {
    for item in node.items() {
        out.push_str(&"  ".repeat(depth));
        out.push('-');
        match &item.value {
            Value::Map(entries) if !entries.is_empty() => {
                out.push(' ');
                map(item, depth + 1, true, out);
            }
            _ => value(item, depth, out),
        }
    }
}

fn value(node: &Node, depth: usize, out: &mut String) {
    match &node.value {
        Value::Map(entries) if !entries.is_empty() => {
            out.push('\n');
            map(node, depth + 1, false, out);
        }
        Value::List(items) if !items.is_empty() => {
            out.push('\n');
            list(node, depth + 1, out);
        }
        _ => {
            out.push(' ');
            scalar(node, depth + 1, out);
            if !out.ends_with('\n') {
                out.push('\n');
            }
        }
    }
}

fn scalar(node: &Node, depth: usize, out: &mut String) {
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Value::Number(n) => out.push_str(n),
        Value::Text(t) => text(t, Some(depth), out),
        Value::List(_) => out.push_str("[]"),
        Value::Map(_) => out.push_str("{}"),
    }
}

/// A text: plain where nobody can misread it, a literal block for lines, else quoted.
fn text(text: &str, block_depth: Option<usize>, out: &mut String) {
    match block_depth {
        Some(depth) if is_block(text) => block(text, depth, out),
        _ if is_plain(text) => out.push_str(text),
        _ => quote(text, out),
    }
}

fn is_block(text: &str) -> bool {
    text.trim_end_matches('\n').contains('\n')
        && !text.starts_with([' ', '\n', '\t'])
        && !text
            .chars()
            .any(|c| (c.is_control() && c != '\n') || "\u{2028}\u{2029}\u{feff}".contains(c))
        && !text.lines().any(|l| l.ends_with(' ') || (l.is_empty() && l.len() > 1))
}

fn block(text: &str, depth: usize, out: &mut String) {
    let body = text.trim_end_matches('\n');
    let chomp = match text.len() - body.len() {
        0 => "|-",
        1 => "|",
        _ => return quote(text, out),
    };
    out.push_str(chomp);
    out.push('\n');
    for line in body.split('\n') {
        if !line.is_empty() {
            out.push_str(&"  ".repeat(depth));
            out.push_str(line);
        }
        out.push('\n');
    }
}

fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let lower = text.to_ascii_lowercase();
    let odd = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "=", "<<"];
    let starts_well = first.is_alphabetic() || first == '/' || first == '_' || first == '$';
    starts_well
        && !odd.contains(&lower.as_str())
        && matches!(resolve(text), Value::Text(_))
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([' ', ':'])
        && !text.chars().any(|c| c.is_control() || "\u{2028}\u{2029}\u{feff}".contains(c))
}
