//! Texts, numbers, and values that may come in two spellings.

use crate::diagnostic::Code;
use crate::ir::{Text, Type, Union, Use, Variant};
use crate::tree::Node;

use super::Lower;
use super::draft::{Draft, plain, reference};
use super::hint::Hint;
use super::view::View;
use crate::ir::{Name, ToldBy, TypeId, TypeKind};

impl<'a> Lower<'a> {
    pub fn text(&mut self, view: &View<'a>) -> Use {
        let media = view.get("contentMediaType").and_then(Node::text);
        let encoding = view.get("contentEncoding").and_then(Node::text);
        plain(match view.get("format").and_then(Node::text) {
            Some("binary") => Type::File,
            None if media == Some("application/octet-stream") && encoding.is_none() => Type::File,
            None if encoding == Some("base64") => Type::Text(Text::Base64),
            format => Type::Text(text_kind(format.unwrap_or(""))),
        })
    }

    pub fn integer(&mut self, view: &View<'a>) -> Use {
        let format = view.get("format").and_then(Node::text).unwrap_or("");
        let mut used = plain(Type::Int { bits: bits(format), tolerant: false });
        if format.starts_with('u') {
            let zero = crate::ir::Bound { value: "0".into(), exclusive: false };
            used.limits.min = Some(zero);
        }
        used
    }

    pub fn number(&mut self, view: &View<'a>) -> Use {
        match view.get("format").and_then(Node::text) {
            Some("decimal") => plain(Type::Decimal),
            Some("int32" | "int64") => self.integer(view),
            _ => plain(Type::Float),
        }
    }

    /// Several types: a tolerant whole number where it is spelt so, else a union by JSON type.
    pub fn mixture(&mut self, view: &View<'a>, types: &[&'a str], hint: &Hint) -> Use {
        let format = view.get("format").and_then(Node::text).unwrap_or("");
        let both = types.len() == 2 && types.contains(&"integer") && types.contains(&"string");
        let digits = view.get("pattern").and_then(Node::text).is_some_and(is_digits);
        if both && (format.starts_with("int") || digits) {
            if types.first() != Some(&"integer") {
                let what = "a tolerant whole number is sent as a number: write `integer` first";
                let spot = view.get("type").map_or(view.spot(), |t| t.spot);
                self.note(Code::TypeMix, spot, what);
            }
            return plain(Type::Int { bits: bits(format), tolerant: true });
        }
        let id = TypeId(self.drafts.len());
        self.drafts.push(Draft::new(hint, view.doc(), view.spot()));
        self.known.insert(view.key(), reference(id));
        let mut variants = Vec::new();
        for ty in types {
            let (word, value) = match *ty {
                "boolean" => ("bool", plain(Type::Bool)),
                "string" => ("text", self.text(view)),
                "integer" => ("int", self.integer(view)),
                "number" => ("number", self.number(view)),
                "array" => ("list", self.list_of(view, hint)),
                "object" => ("object", self.record(view, hint)),
                other => {
                    let what = format!("`{other}` is no type of JSON Schema");
                    self.note(Code::WrongKind, view.spot(), what);
                    continue;
                }
            };
            let value = Use { required: true, ..value };
            variants.push(Variant { name: Name(vec![word.to_string()]), value });
        }
        let union = Union { variants, told_by: ToldBy::JsonType };
        if let Some(draft) = self.drafts.get_mut(id.0) {
            draft.def.kind = TypeKind::Union(union);
        }
        reference(id)
    }

    fn list_of(&mut self, view: &View<'a>, hint: &Hint) -> Use {
        let item = match view.get("items") {
            Some(items) => self.value(items, &hint.below(&["items"], &["item".to_string()])),
            None => plain(Type::Any),
        };
        plain(Type::List(Box::new(Use { required: true, ..item })))
    }

    fn record(&mut self, view: &View<'a>, hint: &Hint) -> Use {
        let mut key = view.key();
        // The same parts as the union itself, but another type.
        key.push((view.spot(), true));
        self.object(view, &hint.below(&[], &["object".to_string()]), &key)
    }
}

/// The kind of text that a format names; unknown formats mean plain text.
fn text_kind(format: &str) -> Text {
    match format {
        "date" => Text::Date,
        "date-time" => Text::DateTime,
        "local-date-time" => Text::LocalDateTime,
        "local-minute" => Text::LocalMinute,
        "local-second" => Text::LocalSecond,
        "iso-minute" => Text::IsoMinute,
        "local-time" => Text::LocalTime,
        "email" => Text::Email,
        "uuid" => Text::Uuid,
        "uri" => Text::Uri,
        "password" => Text::Secret,
        "byte" => Text::Base64,
        _ => Text::Plain,
    }
}

/// 32 only where the format promises it; a stranger's bare `integer` may be longer.
fn bits(format: &str) -> u8 {
    match format {
        "int32" | "int16" | "int8" | "uint16" | "uint8" => 32,
        _ => 64,
    }
}

/// A pattern that only strings of digits match.
fn is_digits(pattern: &str) -> bool {
    pattern.starts_with('^')
        && pattern.ends_with('$')
        && pattern.contains("0-9")
        && pattern.chars().all(|c| c.is_ascii_digit() || "^$[](){}?:|,+*-\\d".contains(c))
}
