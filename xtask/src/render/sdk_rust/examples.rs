//! Values for calls: the document's examples, and where one is missing, the smallest value that
//! the schema admits.

use crate::ir::*;

/// No value of a document is nested deeper; what would be has no end.
const DEEPEST: usize = 12;

/// The example of a place, or a value of its schema.
pub fn value(api: &Api, of: &Use) -> Literal {
    let known = of.example.clone().unwrap_or_else(|| sample(api, of, 0));
    typed(api, &of.ty, known)
}

/// The first example of a body, or a value of its schema.
pub fn body(api: &Api, media: &Media) -> Literal {
    match media.examples.first() {
        Some((_, literal)) => typed(api, &media.value.ty, literal.clone()),
        None => value(api, &media.value),
    }
}

/// A value in the one spelling that the type sends: a number that may also come as its digits is
/// a number.
fn typed(api: &Api, ty: &Type, literal: Literal) -> Literal {
    match (ty, literal) {
        (Type::Int { .. }, Literal::Text(digits)) if digits.parse::<i64>().is_ok() => {
            Literal::Number(digits)
        }
        (Type::List(item), Literal::List(items)) => {
            Literal::List(items.into_iter().map(|it| typed(api, &item.ty, it)).collect())
        }
        (Type::Ref(id), literal) => match (&api.ty(*id).kind, literal) {
            (TypeKind::Alias(value), literal) => typed(api, &value.ty, literal),
            (TypeKind::Struct(structure), Literal::Object(members)) => {
                let member = |(key, value): (String, Literal)| {
                    let field = structure.fields.iter().find(|field| field.wire == key);
                    match field.map(|field| &field.value.ty) {
                        Some(ty) => (key, typed(api, ty, value)),
                        None => (key, value),
                    }
                };
                Literal::Object(members.into_iter().map(member).collect())
            }
            (_, literal) => literal,
        },
        (_, literal) => literal,
    }
}

fn sample(api: &Api, of: &Use, depth: usize) -> Literal {
    if let Some(known) = of.example.as_ref().or(of.default.as_ref()) {
        return known.clone();
    }
    if depth > DEEPEST {
        return Literal::Null;
    }
    match &of.ty {
        Type::Bool => Literal::Bool(true),
        Type::Int { .. } | Type::Decimal | Type::Float => Literal::Number(number(&of.limits)),
        Type::Text(text) => Literal::Text(words(*text, &of.limits)),
        Type::File => Literal::Text(String::new()),
        Type::List(item) => {
            let count = of.limits.min_items.unwrap_or(0).min(8);
            Literal::List((0..count).map(|_| sample(api, item, depth + 1)).collect())
        }
        Type::Map(_) | Type::Any => Literal::Object(Vec::new()),
        Type::Ref(id) => named(api, &api.ty(*id).kind, depth + 1),
    }
}

fn named(api: &Api, kind: &TypeKind, depth: usize) -> Literal {
    match kind {
        TypeKind::Alias(value) => sample(api, value, depth),
        TypeKind::Enum(list) => match (list.members.first(), list.repr) {
            (Some(member), EnumRepr::Text) => Literal::Text(member.wire.clone()),
            (Some(member), EnumRepr::Int) => Literal::Number(member.wire.clone()),
            (None, _) => Literal::Null,
        },
        TypeKind::Union(union) => {
            union.variants.first().map_or(Literal::Null, |v| sample(api, &v.value, depth))
        }
        TypeKind::Struct(structure) => {
            let needed = structure.fields.iter().filter(|f| f.value.required && !f.read_only);
            let member = |field: &Field| {
                let constant = field.constant.clone();
                let value = constant.unwrap_or_else(|| sample(api, &field.value, depth));
                (field.wire.clone(), value)
            };
            Literal::Object(needed.map(member).collect())
        }
    }
}

fn number(limits: &Limits) -> String {
    let whole = |bound: &Bound, step: i64| {
        let value: i64 = bound.value.parse().ok()?;
        Some((value + if bound.exclusive { step } else { 0 }).to_string())
    };
    let least = limits.min.as_ref().and_then(|bound| whole(bound, 1));
    least.or_else(|| limits.max.as_ref().and_then(|b| whole(b, -1))).unwrap_or_else(|| "1".into())
}

fn words(text: Text, limits: &Limits) -> String {
    let known = match text {
        Text::Date => "2026-11-30",
        Text::DateTime => "2026-11-30T09:00:00Z",
        Text::LocalDateTime => "2026-11-30T09:00:00",
        Text::LocalMinute => "2026-11-30 09:00",
        Text::LocalSecond => "2026-11-30 09:00:00",
        Text::IsoMinute => "2026-11-30T09:00",
        Text::LocalTime => "09:00:00",
        Text::Email => "someone@demo.example",
        Text::Uuid => "00000000-0000-4000-8000-000000000000",
        Text::Uri => "https://demo.example/",
        Text::Plain | Text::Secret | Text::Base64 => {
            let length = limits.min_length.unwrap_or(1).min(200);
            return "a".repeat(usize::try_from(length).unwrap_or(1));
        }
    };
    known.to_owned()
}
