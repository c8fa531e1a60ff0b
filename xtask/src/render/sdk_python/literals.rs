//! Values of the document as expressions of Python, typed as a caller would write them.

use super::model::Sdk;
use super::models::member_name;
use super::text::quoted;
use crate::ir::*;

/// A value as plain Python: what `json.loads` would give.
pub fn json(literal: &Literal) -> String {
    match literal {
        Literal::Null => "None".to_owned(),
        Literal::Bool(true) => "True".to_owned(),
        Literal::Bool(false) => "False".to_owned(),
        Literal::Number(number) => number_text(number),
        Literal::Text(text) => quoted(text),
        Literal::List(items) => {
            format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(", "))
        }
        Literal::Object(members) => {
            let members =
                members.iter().map(|(key, value)| format!("{}: {}", quoted(key), json(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A number of JSON is one of Python as well; nothing else passes.
fn number_text(number: &str) -> String {
    let sound = !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E'));
    if sound { number.to_owned() } else { "0".to_owned() }
}

/// How deep samples go before they give up.
const DEPTH: usize = 6;

impl Sdk<'_> {
    /// A value for a place: the example if there is one, or else one from the schema's limits.
    pub fn example(&self, value: &Use) -> Literal {
        self.sample(value, 0)
    }

    fn sample(&self, value: &Use, depth: usize) -> Literal {
        if let Some(given) = value.example.as_ref().or(value.default.as_ref()) {
            return given.clone();
        }
        if depth > DEPTH {
            return Literal::Null;
        }
        let limits = &value.limits;
        match &value.ty {
            Type::Bool => Literal::Bool(true),
            Type::Int { .. } | Type::Decimal | Type::Float => {
                let least = limits.min.as_ref().map_or("1", |bound| bound.value.as_str());
                let exclusive = limits.min.as_ref().is_some_and(|bound| bound.exclusive);
                let least = least.parse::<i64>().unwrap_or(1) + i64::from(exclusive);
                let most = limits.max.as_ref().and_then(|bound| bound.value.parse::<i64>().ok());
                Literal::Number(
                    most.map_or(least.max(1), |most| least.max(1).min(most)).to_string(),
                )
            }
            Type::Text(text) => Literal::Text(sample_text(*text, limits)),
            Type::File => Literal::Text(String::new()),
            Type::List(item) => {
                let count = limits.min_items.unwrap_or(0).min(4);
                Literal::List((0..count).map(|_| self.sample(item, depth + 1)).collect())
            }
            Type::Map(_) => Literal::Object(Vec::new()),
            Type::Any => Literal::Object(Vec::new()),
            Type::Ref(id) => self.sample_named(*id, depth + 1),
        }
    }

    fn sample_named(&self, id: TypeId, depth: usize) -> Literal {
        match &self.api.ty(id).kind {
            TypeKind::Alias(value) => self.sample(value, depth),
            TypeKind::Enum(list) => match list.members.first() {
                Some(member) if list.repr == EnumRepr::Int => Literal::Number(member.wire.clone()),
                Some(member) => Literal::Text(member.wire.clone()),
                None => Literal::Null,
            },
            TypeKind::Union(union) => match union.variants.first() {
                Some(variant) => {
                    let mut found = self.sample(&variant.value, depth);
                    if let (ToldBy::Field { wire, values }, Literal::Object(members)) =
                        (&union.told_by, &mut found)
                        && let Some(tag) = values.first().and_then(|all| all.first())
                        && !members.iter().any(|(key, _)| key == wire)
                    {
                        members.push((wire.clone(), Literal::Text(tag.clone())));
                    }
                    found
                }
                None => Literal::Null,
            },
            TypeKind::Struct(structure) => {
                let needed = structure.fields.iter().filter(|field| field.value.required);
                let members = needed.map(|field| {
                    let value = field.constant.clone();
                    (field.wire.clone(), value.unwrap_or_else(|| self.sample(&field.value, depth)))
                });
                Literal::Object(members.collect())
            }
        }
    }

    /// A value as an expression of the type at its place; names of models have `models.` before.
    pub fn expression(&self, ty: &Type, literal: &Literal) -> String {
        if *literal == Literal::Null {
            return "None".to_owned();
        }
        match (self.resolve(ty), literal) {
            (Type::File, _) => {
                "Upload.from_bytes(\"sample.txt\", b\"sample\", \"text/plain\")".to_owned()
            }
            (Type::Bool, Literal::Bool(_)) | (Type::Any, _) => json(literal),
            (Type::Int { .. }, Literal::Number(text) | Literal::Text(text)) => {
                text.parse::<i128>().map_or_else(|_| "1".to_owned(), |number| number.to_string())
            }
            (Type::Float, Literal::Number(_)) => json(literal),
            (Type::Decimal, Literal::Number(text) | Literal::Text(text)) => {
                format!("Decimal({})", quoted(&number_text(text)))
            }
            (Type::Text(text), Literal::Text(value)) => text_expression(*text, value),
            (Type::Text(Text::Plain), Literal::Number(value)) => quoted(value),
            (Type::List(item), Literal::List(values)) => {
                let values = values.iter().map(|value| self.expression(&item.ty, value));
                format!("[{}]", values.collect::<Vec<_>>().join(", "))
            }
            (Type::List(item), one) => format!("[{}]", self.expression(&item.ty, one)),
            (Type::Map(item), Literal::Object(members)) => {
                let members = members.iter().map(|(key, value)| {
                    format!("{}: {}", quoted(key), self.expression(&item.ty, value))
                });
                format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
            }
            (Type::Ref(id), _) => self.named_expression(*id, literal),
            (other, _) => {
                // The example is of another type than its schema.
                let place = Use {
                    ty: other.clone(),
                    required: true,
                    nullable: false,
                    limits: Limits::default(),
                    default: None,
                    example: None,
                };
                let sample = self.sample(&place, 0);
                if sample == *literal { json(literal) } else { self.expression(other, &sample) }
            }
        }
    }

    fn named_expression(&self, id: TypeId, literal: &Literal) -> String {
        let name = format!("models.{}", self.name(id));
        match &self.api.ty(id).kind {
            TypeKind::Alias(value) => self.expression(&value.ty, literal),
            TypeKind::Enum(list) => {
                let code = match literal {
                    Literal::Number(text) | Literal::Text(text) => text.as_str(),
                    _ => "",
                };
                match list.members.iter().find(|member| member.wire == code) {
                    Some(member) => format!("{name}.{}", member_name(member)),
                    None => format!("{name}({})", json(literal)),
                }
            }
            TypeKind::Union(union) => self.union_expression(union, literal),
            TypeKind::Struct(structure) => match literal {
                Literal::Object(members) => self.object(id, structure, &name, members),
                _ => format!("{name}.model_validate({})", json(literal)),
            },
        }
    }

    fn object(
        &self,
        id: TypeId,
        structure: &Struct,
        name: &str,
        members: &[(String, Literal)],
    ) -> String {
        let known = |key: &str| structure.fields.iter().any(|field| field.wire == key);
        if structure.rest.is_some() && members.iter().any(|(key, _)| !known(key)) {
            return format!("{name}.model_validate({})", json(&Literal::Object(members.to_vec())));
        }
        let held = structure.fields.iter().filter(|field| field.constant.is_none());
        let arguments = held.filter_map(|field| {
            let given = members.iter().find(|(key, _)| *key == field.wire).map(|(_, value)| value);
            let required = self.required(id, field);
            let odd = |value: &&Literal| **value == Literal::Null && !self.nullable(&field.value);
            let sample = match given {
                Some(given) if !odd(&given) => given.clone(),
                _ if required => self.sample(&field.value, 1),
                _ => return None,
            };
            let value = self.expression(&field.value.ty, &sample);
            Some(format!("{}={value}", self.attribute(field)))
        });
        format!("{name}({})", arguments.collect::<Vec<_>>().join(", "))
    }

    fn union_expression(&self, union: &Union, literal: &Literal) -> String {
        let key_of = |wire: &str| match literal {
            Literal::Object(members) => {
                members.iter().find(|(key, _)| key == wire).map(|(_, value)| value)
            }
            _ => None,
        };
        let kind = json_kind(literal);
        let index =
            union.variants.iter().enumerate().position(|(index, variant)| match &union.told_by {
                ToldBy::Field { wire, values } => match key_of(wire) {
                    Some(Literal::Text(tag) | Literal::Number(tag)) => values[index].contains(tag),
                    _ => false,
                },
                ToldBy::Key(keys) => key_of(&keys[index]).is_some(),
                ToldBy::JsonType | ToldBy::Order => {
                    matches!(self.json_type(&variant.value.ty), "")
                        || self.json_type(&variant.value.ty) == kind
                }
            });
        match index {
            Some(index) => self.expression(&union.variants[index].value.ty, literal),
            None => format!("Unknown({})", json(literal)),
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

fn text_expression(text: Text, value: &str) -> String {
    let zoned = value.strip_suffix(['Z', 'z']).map(|moment| format!("{moment}+00:00"));
    match text {
        Text::Date => format!("datetime.date.fromisoformat({})", quoted(value)),
        Text::LocalTime => format!("datetime.time.fromisoformat({})", quoted(value)),
        Text::DateTime => {
            let value = zoned.unwrap_or_else(|| value.to_owned());
            format!("datetime.datetime.fromisoformat({})", quoted(&value))
        }
        Text::LocalDateTime | Text::LocalMinute | Text::LocalSecond | Text::IsoMinute => {
            format!("datetime.datetime.fromisoformat({})", quoted(value))
        }
        Text::Secret => format!("SecretStr({})", quoted(value)),
        Text::Plain | Text::Email | Text::Uuid | Text::Uri | Text::Base64 => quoted(value),
    }
}

fn sample_text(text: Text, limits: &Limits) -> String {
    let fixed = match text {
        Text::Date => "2026-01-05",
        Text::DateTime => "2026-01-05T09:00:00Z",
        Text::LocalDateTime => "2026-01-05T09:00:00",
        Text::LocalMinute => "2026-01-05 09:00",
        Text::LocalSecond => "2026-01-05 09:00:00",
        Text::IsoMinute => "2026-01-05T09:00",
        Text::LocalTime => "09:00:00",
        Text::Email => "someone@example.com",
        Text::Uuid => "00000000-0000-4000-8000-000000000000",
        Text::Uri => "https://example.com/",
        Text::Base64 => "c2FtcGxl",
        Text::Plain | Text::Secret => "",
    };
    if !fixed.is_empty() {
        return fixed.to_owned();
    }
    let most = limits.max_length.unwrap_or(6).min(200);
    let count = limits.min_length.unwrap_or(0).max(6).min(most);
    let digits = limits.pattern.as_ref().is_some_and(|p| p.contains("0-9") && !p.contains("a-z"));
    let letter = if digits { "1" } else { "a" };
    letter.repeat(usize::try_from(count).unwrap_or(6))
}
