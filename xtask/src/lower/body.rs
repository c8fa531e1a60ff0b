//! Bodies by content type, with their examples.

use crate::diagnostic::Code;
use crate::ir::{Body, Literal, Media, MediaKind, Text, Type, Use};
use crate::tree::{Node, Value};

use super::Lower;
use super::draft::plain;
use super::hint::Hint;
use super::literal::literal;

impl<'a> Lower<'a> {
    pub fn body(&mut self, node: &'a Node, hint: &Hint) -> Option<Body> {
        let hint = match node.text_at("$ref") {
            Some(reference) => self.hint_of(reference.trim_start_matches('#')),
            None => hint.below(&["requestBody"], &["body".to_string()]),
        };
        let node = self.solid(node)?;
        let Some(content) = node.get("content").filter(|c| !c.entries().is_empty()) else {
            self.note(Code::MissingKey, node.spot, "the request body has no `content`");
            return None;
        };
        Some(Body {
            required: node.get("required").and_then(Node::bool).unwrap_or(false),
            media: self.media(content, &hint),
        })
    }

    /// All content types of a body, in document order.
    pub fn media(&mut self, content: &'a Node, hint: &Hint) -> Vec<Media> {
        let several = content.entries().len() > 1;
        let mut all: Vec<Media> = Vec::new();
        for entry in content.entries() {
            let kind = kind(&entry.key, entry.value.get("schema"));
            let mut words = Vec::new();
            if several && kind != MediaKind::Json {
                words.push(word(kind).to_string());
            }
            let below = hint.below(&["content", &entry.key, "schema"], &words);
            let mut value = match (kind, entry.value.get("schema")) {
                (MediaKind::Json | MediaKind::Form | MediaKind::Multipart, Some(schema)) => {
                    self.value(schema, &below)
                }
                (MediaKind::Json | MediaKind::Form | MediaKind::Multipart, None) => {
                    plain(Type::Any)
                }
                (MediaKind::Text, Some(schema)) => self.textual(schema, &below),
                (MediaKind::Text, None) => plain(Type::Text(Text::Plain)),
                (MediaKind::Binary, schema) => {
                    let limits = schema.map(|s| self.flatten(s)).map(|v| self.limits(&v));
                    Use { limits: limits.unwrap_or_default(), ..plain(Type::File) }
                }
            };
            value.required = true;
            let examples = self.examples(&entry.value);
            let same = |m: &&mut Media| match (&m.value.ty, &value.ty) {
                (Type::Ref(one), Type::Ref(other)) => m.kind == MediaKind::Json && one == other,
                _ => false,
            };
            if kind == MediaKind::Json
                && let Some(first) = all.iter_mut().find(same)
            {
                first.also.push(entry.key.clone());
                continue;
            }
            let content_type = entry.key.clone();
            all.push(Media { content_type, also: Vec::new(), kind, value, examples });
        }
        all
    }

    /// Bodies that are text on the wire, whatever their schema promises (XML for one).
    fn textual(&mut self, schema: &'a Node, hint: &Hint) -> Use {
        let text = matches!(self.flatten(schema).types().0.as_deref(), Some(["string"]));
        if text { self.value(schema, hint) } else { plain(Type::Text(Text::Plain)) }
    }

    pub fn examples(&mut self, node: &'a Node) -> Vec<(String, Literal)> {
        let mut all = Vec::new();
        if let Some(example) = node.get("example") {
            all.push(("example".to_string(), literal(example)));
        }
        for entry in node.get("examples").map(Node::entries).unwrap_or_default() {
            if let Some(value) = self.solid(&entry.value).and_then(|e| e.get("value")) {
                all.push((entry.key.clone(), literal(value)));
            }
        }
        all
    }
}

/// How a content type is read and written.
fn kind(content_type: &str, schema: Option<&Node>) -> MediaKind {
    let bare = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let binary = schema.is_some_and(|s| s.text_at("format") == Some("binary"));
    match bare.as_str() {
        "application/x-www-form-urlencoded" => MediaKind::Form,
        "application/xml" => MediaKind::Text,
        _ if bare.starts_with("multipart/") => MediaKind::Multipart,
        _ if binary => MediaKind::Binary,
        "application/json" | "text/json" => MediaKind::Json,
        "*/*" | "application/*" => match schema.map(|s| &s.value) {
            Some(Value::Map(entries)) if !entries.is_empty() => MediaKind::Json,
            _ => MediaKind::Binary,
        },
        _ if bare.ends_with("+json") || bare.ends_with("-json") => MediaKind::Json,
        _ if bare.starts_with("text/") || bare.ends_with("+xml") => MediaKind::Text,
        _ => MediaKind::Binary,
    }
}

fn word(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Json => "json",
        MediaKind::Form | MediaKind::Multipart => "form",
        MediaKind::Text => "text",
        MediaKind::Binary => "binary",
    }
}
