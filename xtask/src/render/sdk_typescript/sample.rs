//! Documented examples as TypeScript literals; where one is missing, a value from its limits.

use super::model::Sdk;
use super::spell;
use super::types::is_plain_number;
use crate::ir::*;

/// Deeper than any document's own examples; ends recursive types.
const DEPTH: usize = 12;

impl Sdk<'_> {
    /// A value for a place: its example, its default, or one that its limits allow.
    pub fn sample(&self, value: &Use, depth: usize) -> String {
        match value.example.as_ref().or(value.default.as_ref()) {
            Some(literal) => self.literal(value, literal, depth),
            None => self.made(value, depth),
        }
    }

    /// A literal of the document as a value of a type that is sent.
    pub fn literal(&self, value: &Use, literal: &Literal, depth: usize) -> String {
        match (self.resolve(&value.ty), literal) {
            (Type::Any, literal) => raw(literal),
            (_, Literal::Null) if value.nullable => "null".to_owned(),
            // An example of another type than the document's own: a stranger's slip.
            (_, Literal::Null) => self.made(value, depth),
            (Type::Int { .. }, Literal::Number(text) | Literal::Text(text)) => integer(text),
            (Type::Decimal, Literal::Number(text) | Literal::Text(text)) => spell::text(text),
            (Type::Float, Literal::Number(text)) => number(text),
            (Type::Text(_), Literal::Number(text)) => spell::text(text),
            (Type::List(item), Literal::List(items)) => {
                spell::list(items.iter().map(|one| self.literal(item, one, depth + 1)))
            }
            (Type::Map(item), Literal::Object(members)) => {
                let rows =
                    members.iter().map(|(key, one)| (key, self.literal(item, one, depth + 1)));
                object(rows.map(|(key, one)| (spell::key(key), one)), depth)
            }
            (Type::File, _) => self.made(value, depth),
            (Type::Ref(id), Literal::Object(_)) => self.named(*id, literal, depth),
            (Type::Ref(id), literal) => match self.api.ty(*id).kind {
                TypeKind::Struct(_) => self.made(value, depth),
                _ => self.named(*id, literal, depth),
            },
            (Type::Bool, Literal::Bool(_)) | (Type::Text(_), Literal::Text(_)) => raw(literal),
            _ => self.made(value, depth),
        }
    }

    fn named(&self, id: TypeId, literal: &Literal, depth: usize) -> String {
        match (&self.api.ty(id).kind, literal) {
            (TypeKind::Enum(list), Literal::Number(text) | Literal::Text(text)) => {
                match list.repr {
                    EnumRepr::Int => integer(text),
                    EnumRepr::Text => spell::text(text),
                }
            }
            (TypeKind::Struct(of), Literal::Object(members)) => {
                self.structure(id, of, members, depth)
            }
            (TypeKind::Union(union), literal) => match self.variant(union, literal) {
                Some(variant) => self.literal(&variant.value, literal, depth),
                None => raw(literal),
            },
            _ => raw(literal),
        }
    }

    /// The members that the type knows and that may be sent, and whatever it needs besides.
    fn structure(
        &self,
        id: TypeId,
        of: &Struct,
        members: &[(String, Literal)],
        depth: usize,
    ) -> String {
        let mut rows: Vec<(String, String)> = Vec::new();
        for (key, literal) in members {
            match of.fields.iter().find(|field| field.wire == *key) {
                Some(field) if self.unsent(id, field) || field.constant.is_some() => {}
                Some(field) => {
                    rows.push((spell::key(key), self.literal(&field.value, literal, depth + 1)));
                }
                None => {
                    let value = of.rest.as_ref().map(|r| self.literal(r, literal, depth + 1));
                    rows.extend(value.map(|value| (spell::key(key), value)));
                }
            }
        }
        for field in &of.fields {
            let given = members.iter().any(|(key, _)| *key == field.wire);
            let needed = field.value.required && field.constant.is_none();
            if needed && !given && !self.unsent(id, field) {
                rows.push((spell::key(&field.wire), self.sample(&field.value, depth + 1)));
            }
        }
        object(rows.into_iter(), depth)
    }

    fn variant<'u>(&self, union: &'u Union, literal: &Literal) -> Option<&'u Variant> {
        let member = |key: &str| match literal {
            Literal::Object(members) => members.iter().find(|(name, _)| name == key),
            _ => None,
        };
        union.variants.iter().enumerate().find_map(|(index, variant)| {
            let fits = match &union.told_by {
                ToldBy::Field { wire, values } => member(wire).is_some_and(|(_, said)| {
                    let said = match said {
                        Literal::Text(text) => text.clone(),
                        other => spell::json(other),
                    };
                    values.get(index).is_some_and(|all| all.contains(&said))
                }),
                ToldBy::Key(keys) => keys.get(index).is_some_and(|key| member(key).is_some()),
                ToldBy::JsonType | ToldBy::Order => {
                    let kind = self.json_kind(&variant.value.ty);
                    kind.is_empty() || kind == json_kind(literal)
                }
            };
            fits.then_some(variant)
        })
    }

    fn made(&self, value: &Use, depth: usize) -> String {
        if depth > DEPTH {
            return if value.nullable { "null" } else { "undefined as never" }.to_owned();
        }
        match self.resolve(&value.ty) {
            Type::Bool => "true".to_owned(),
            Type::Int { .. } => match &value.limits.min {
                Some(bound) if bound.exclusive => format!("{} + 1", integer(&bound.value)),
                Some(bound) => integer(&bound.value),
                None => "1".to_owned(),
            },
            Type::Decimal | Type::Float => match &value.limits.min {
                Some(bound) => number(&bound.value),
                None => "1".to_owned(),
            },
            Type::Text(text) => spell::text(&made_text(*text, &value.limits)),
            Type::File => {
                "{ data: 'a,b\\n1,2\\n', fileName: 'sample.csv', contentType: 'text/csv' }"
                    .to_owned()
            }
            Type::List(item) => match value.limits.min_items {
                Some(1..) => format!("[{}]", self.sample(item, depth + 1)),
                _ => "[]".to_owned(),
            },
            Type::Map(_) | Type::Any => "{}".to_owned(),
            Type::Ref(id) => match &self.api.ty(*id).kind {
                TypeKind::Struct(of) => self.structure(*id, of, &[], depth),
                TypeKind::Enum(list) => match list.members.first() {
                    Some(member) => super::types::code(list, member),
                    None => "undefined as never".to_owned(),
                },
                TypeKind::Union(union) => match union.variants.first() {
                    Some(variant) => self.sample(&variant.value, depth + 1),
                    None => "undefined as never".to_owned(),
                },
                TypeKind::Alias(value) => self.sample(value, depth + 1),
            },
        }
    }
}

fn made_text(text: Text, limits: &Limits) -> String {
    let fixed = match text {
        Text::Date => "2026-11-30",
        Text::DateTime => "2026-11-30T09:00:00Z",
        Text::LocalDateTime => "2026-11-30T09:00:00",
        Text::LocalMinute => "2026-11-30 09:00",
        Text::LocalSecond => "2026-11-30 09:00:00",
        Text::IsoMinute => "2026-11-30T09:00",
        Text::LocalTime => "09:00:00",
        Text::Email => "sample@demo.example",
        Text::Uuid => "3f2b8c1e-7a4d-4e9f-9c1b-2d5a6e7f8a90",
        Text::Uri => "https://demo.example/",
        Text::Base64 => "c2FtcGxl",
        Text::Plain | Text::Secret => {
            let most = usize::try_from(limits.max_length.unwrap_or(64)).unwrap_or(64);
            let least = usize::try_from(limits.min_length.unwrap_or(0)).unwrap_or(0);
            let word: String = "sample".chars().cycle().take(least.max(6.min(most))).collect();
            return word;
        }
    };
    fixed.to_owned()
}

/// An object literal, a member a line.
fn object(members: impl Iterator<Item = (String, String)>, depth: usize) -> String {
    let pad = "  ".repeat(depth + 2);
    let rows: String = members.map(|(key, one)| format!("{pad}  {key}: {one},\n")).collect();
    if rows.is_empty() { "{}".to_owned() } else { format!("{{\n{rows}{pad}}}") }
}

/// A whole number, as bigint where a number would lose digits.
fn integer(text: &str) -> String {
    match text.parse::<i64>() {
        Ok(value) if value.unsigned_abs() > (1 << 53) - 1 => format!("{value}n"),
        Ok(value) => value.to_string(),
        Err(_) => number(text),
    }
}

fn number(text: &str) -> String {
    if is_plain_number(text) { text.to_owned() } else { format!("Number({})", spell::text(text)) }
}

/// A literal that no type describes.
fn raw(literal: &Literal) -> String {
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(text) => number(text),
        Literal::Text(text) => spell::text(text),
        Literal::List(items) => spell::list(items.iter().map(raw)),
        Literal::Object(members) => {
            let rows =
                members.iter().map(|(key, one)| format!("{}: {}", spell::key(key), raw(one)));
            let rows: Vec<String> = rows.collect();
            if rows.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", rows.join(", ")) }
        }
    }
}

fn json_kind(literal: &Literal) -> &'static str {
    match literal {
        Literal::Null => "null",
        Literal::Bool(_) => "boolean",
        Literal::Number(_) => "number",
        Literal::Text(_) => "string",
        Literal::List(_) => "array",
        Literal::Object(_) => "object",
    }
}
