//! Parameters in the rarer styles of OpenAPI: objects, delimited lists, labels and matrices.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Param, Reader, Sent};
use crate::schema::{Kind, Schema};
use crate::violation::{Fault, Place, Violations};
use crate::{check, form_text, payload};

/// `a[b][c]…` is followed so far.
const KEYS_MAX: usize = 16;

/// How a parameter is spelt that is no scalar and no plain list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Lists and objects by `explode`: as many values, or one with commas.
    Plain,
    /// Lists parted by blanks.
    Space,
    /// Lists parted by `|`.
    Pipe,
    /// `name[key]=value`
    Deep,
    /// In a path: `.a.b`
    Label,
    /// In a path: `;name=a`
    Matrix,
}

impl Reader {
    /// A parameter of any type in any style; `None` where it is absent, or after a violation.
    pub fn styled<T: DeserializeOwned>(
        &mut self,
        param: &'static Param,
        style: Style,
    ) -> Option<T> {
        let read = self.value_of(param, style).and_then(|value| match value {
            None if param.required => Err(param.fault(Fault::Missing)),
            None => Ok(None),
            Some(value) => {
                let schema = Some(&param.schema);
                payload::typed(value, schema, param.place, param.name).map(Some)
            }
        });
        self.keep(read)
    }

    fn value_of(&self, param: &'static Param, style: Style) -> Result<Option<Value>, Violations> {
        let schema = &param.schema;
        let object = matches!(schema.kind, Kind::Object(_) | Kind::Map(_));
        let by_form = matches!(param.place, Place::Query | Place::Cookie);
        if style == Style::Deep {
            return self.deep(param);
        }
        if object && by_form && param.explode && style == Style::Plain {
            return Ok(self.spread(schema, param.place));
        }
        if param.place == Place::Query && param.explode {
            let raw = self.request.uri().query().unwrap_or_default();
            let all: Option<Vec<_>> = form_text::values(raw, param.name).collect();
            let all = all.ok_or_else(|| unreadable(param))?;
            return Ok((!all.is_empty()).then(|| joined(schema, &all, true)));
        }
        let text = match self.sent(param) {
            Sent::Absent => return Ok(None),
            Sent::One(text) => text,
            Sent::Repeated => return Err(param.fault(Fault::Repeated)),
            Sent::Unreadable => return Err(unreadable(param)),
        };
        let parts = parts(&text, param, style).ok_or_else(|| param.fault(Fault::Pattern))?;
        Ok(Some(joined(schema, &parts, param.explode)))
    }

    /// `filter[name]=x&filter[tags][]=y`
    fn deep(&self, param: &'static Param) -> Result<Option<Value>, Violations> {
        let raw = self.request.uri().query().unwrap_or_default();
        let mut whole = Value::Null;
        for (name, value) in form_text::pairs(raw) {
            let Some(name) = name else { continue };
            let Some(keys) = name.strip_prefix(param.name).and_then(brackets) else { continue };
            if keys.len() > KEYS_MAX {
                return Err(param.fault(Fault::TooDeep(KEYS_MAX)));
            }
            let value = form_text::unescape(value, true).ok_or_else(|| unreadable(param))?;
            put(&mut whole, &keys, Some(&param.schema), &value);
        }
        Ok((!whole.is_null()).then_some(whole))
    }

    /// An object whose members are parameters themselves.
    fn spread(&self, schema: &'static Schema, place: Place) -> Option<Value> {
        let mut whole = Value::Null;
        let mut take = |name: Option<Cow<'_, str>>, value: Option<Cow<'_, str>>| {
            let (Some(name), Some(value)) = (name, value) else { return };
            if member(schema, &name).is_some() {
                put(&mut whole, &[&name], Some(schema), &value);
            }
        };
        if place == Place::Cookie {
            let pairs = self.cookies();
            pairs.for_each(|(name, value)| {
                take(Some(Cow::Borrowed(name)), form_text::unescape(value, false));
            });
        } else {
            let raw = self.request.uri().query().unwrap_or_default();
            form_text::pairs(raw)
                .for_each(|(name, value)| take(name, form_text::unescape(value, true)));
        }
        (!whole.is_null()).then_some(whole)
    }

    /// The pairs of all `Cookie` headers.
    pub(super) fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        let headers = self.request.headers().get_all("cookie").iter();
        let texts = headers.filter_map(|header| header.to_str().ok());
        texts.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='))
    }
}

fn unreadable(param: &'static Param) -> Violations {
    param.fault(Fault::Unreadable { line: 0, column: 0 })
}

/// The texts of one parameter; `None` where it is not spelt in its style.
fn parts<'a>(text: &'a str, param: &Param, style: Style) -> Option<Vec<Cow<'a, str>>> {
    let several = !matches!(
        param.schema.kind,
        Kind::Bool
            | Kind::Int { .. }
            | Kind::Decimal
            | Kind::Float
            | Kind::Text(_)
            | Kind::Enum(_)
            | Kind::File
    );
    let (text, separator) = match style {
        Style::Space => (text, ' '),
        Style::Pipe => (text, '|'),
        Style::Plain | Style::Deep => (text, ','),
        Style::Label => (text.strip_prefix('.')?, if param.explode { '.' } else { ',' }),
        Style::Matrix if param.explode => {
            let pairs = text.strip_prefix(';')?.split(';');
            let own = format!("{}=", param.name);
            let values = pairs.map(|pair| Cow::Borrowed(pair.strip_prefix(&own).unwrap_or(pair)));
            return Some(values.collect());
        }
        Style::Matrix => {
            let text = text.strip_prefix(';')?.strip_prefix(param.name)?;
            (text.strip_prefix('=').unwrap_or(text), ',')
        }
    };
    if !several {
        return Some(vec![Cow::Borrowed(text)]);
    }
    let parts = text.split(separator).filter(|_| !text.is_empty());
    Some(parts.map(Cow::Borrowed).collect())
}

/// The value that the texts mean together.
fn joined(schema: &'static Schema, parts: &[Cow<'_, str>], exploded: bool) -> Value {
    match schema.kind {
        Kind::List(item) => parts.iter().map(|part| check::coerce(part, item)).collect(),
        Kind::Object(_) | Kind::Map(_) => {
            let mut whole = Value::Object(Map::new());
            if exploded {
                for (key, value) in parts.iter().filter_map(|part| part.split_once('=')) {
                    put(&mut whole, &[key], Some(schema), value);
                }
            } else {
                for pair in parts.chunks(2) {
                    let value = pair.get(1).map_or("", |value| value);
                    put(&mut whole, &[&pair[0]], Some(schema), value);
                }
            }
            whole
        }
        Kind::Union(union) if parts.len() > 1 => {
            let lists = union.variants.iter().map(|variant| &variant.schema);
            let mut lists = lists.filter(|schema| matches!(schema.kind, Kind::List(_)));
            match lists.next() {
                Some(list) => joined(list, parts, exploded),
                None => check::coerce(&parts.join(","), schema),
            }
        }
        _ => check::coerce(&parts.join(","), schema),
    }
}

/// `[a][b]` as its keys.
fn brackets(text: &str) -> Option<Vec<&str>> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    Some(inner.split("][").collect())
}

/// What stands under a key of an object; `None` where nothing may.
fn member(schema: &'static Schema, key: &str) -> Option<&'static Schema> {
    match schema.kind {
        Kind::Map(item) => Some(item),
        Kind::Object(object) => object.field(key).map(|field| &field.schema).or(object.rest),
        _ => None,
    }
}

/// Puts a text where the keys lead; without a schema it stays a text.
fn put(target: &mut Value, keys: &[&str], schema: Option<&'static Schema>, text: &str) {
    if let Some(Kind::List(item)) = schema.map(|schema| schema.kind) {
        if !target.is_array() {
            *target = Value::Array(Vec::new());
        }
        let Value::Array(items) = target else { return };
        let (key, rest) = keys.split_first().map_or(("", keys), |(key, rest)| (*key, rest));
        let known = key.parse::<usize>().ok().filter(|at| *at < items.len());
        let at = known.unwrap_or_else(|| {
            items.push(Value::Null);
            items.len() - 1
        });
        return put(&mut items[at], rest, Some(item), text);
    }
    let Some((key, rest)) = keys.split_first() else {
        *target = match schema {
            Some(schema) => check::coerce(text, schema),
            None => Value::String(text.to_owned()),
        };
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(map) = target else { return };
    let inner = map.entry(*key).or_insert(Value::Null);
    put(inner, rest, schema.and_then(|schema| member(schema, key)), text);
}
