//! The slow path: walks a raw JSON value along its table and names everything that is wrong.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{format, numbers};
use crate::faults::seeded;
use crate::pattern::PATTERN_TEXT_MAX_BYTES;
use crate::scalar::{self, Decimal};
use crate::schema::{Enum, Kind, Limits, Object, Repr, Schema, Text, ToldBy, Union};
use crate::violation::{Fault, Number, Place, Violations};

/// Bodies nested deeper are refused before anything is read from them.
pub const DEPTH_MAX: usize = 64;

pub(super) struct Walk {
    place: Place,
    pointer: String,
    pub found: Violations,
}

impl Walk {
    pub fn new(place: Place, pointer: &str) -> Walk {
        Walk { place, pointer: pointer.to_owned(), found: Violations::new() }
    }

    pub fn value(&mut self, value: &mut Value, schema: &Schema) {
        if self.found.full() {
            return;
        }
        if value.is_null() {
            if !schema.nullable && !matches!(schema.kind, Kind::Any) {
                self.fault(Fault::Null);
            }
            return;
        }
        let limits = &schema.limits;
        match schema.kind {
            Kind::Any => {}
            Kind::Bool if value.is_boolean() => {}
            Kind::Bool => self.fault(Fault::Type("true or false")),
            Kind::Int { bits, tolerant } => self.int(value, bits, tolerant, limits),
            Kind::Decimal | Kind::Float => self.float(value, limits),
            Kind::Text(kind) => match value.as_str() {
                Some(text) => self.text(text, kind, limits),
                None => self.fault(Fault::Type("a string")),
            },
            // The files of a form are numbers here, and were measured when they arrived.
            Kind::File if value.is_u64() => {}
            Kind::File => self.fault(Fault::Type("a file")),
            Kind::List(item) => self.list(value, item, limits),
            Kind::Map(item) => match value {
                Value::Object(map) => self.map(map, item, limits),
                _ => self.fault(Fault::Type("an object")),
            },
            Kind::Object(object) => match value {
                Value::Object(map) => self.object(map, object, limits),
                _ => self.fault(Fault::Type("an object")),
            },
            Kind::Enum(codes) => self.code(value, codes),
            Kind::Union(union) => self.union(value, union),
        }
    }

    fn fault(&mut self, fault: Fault) {
        self.found.push(self.place, self.pointer.as_str(), fault);
    }

    /// Runs with the pointer one step deeper.
    fn at(&mut self, step: &str, walk: impl FnOnce(&mut Walk)) {
        let length = self.pointer.len();
        self.pointer.push('/');
        if step.contains(['~', '/']) {
            self.pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
        } else {
            self.pointer.push_str(step);
        }
        walk(self);
        self.pointer.truncate(length);
    }

    fn int(&mut self, value: &mut Value, bits: u8, tolerant: bool, limits: &Limits) {
        let int = match value {
            Value::Number(number) => match number.as_i64() {
                Some(int) => Some(int),
                None if number.is_u64() => None,
                None => {
                    let float = number.as_f64().unwrap_or(f64::NAN);
                    if float.fract() != 0.0 {
                        return self.fault(Fault::Type("an integer"));
                    }
                    scalar::whole(float)
                }
            },
            Value::String(text) if tolerant => {
                let Some(read) = digits(text) else {
                    return self.fault(Fault::Type("an integer"));
                };
                if limits.pattern.is_some_and(|pattern| !pattern.matches(text)) {
                    return self.fault(Fault::Pattern);
                }
                read
            }
            _ => return self.fault(Fault::Type("an integer")),
        };
        // What no int64 can hold lies beyond every bound on its side.
        let negative = value.as_f64().is_some_and(|float| float < 0.0)
            || value.as_str().is_some_and(|text| text.starts_with('-'));
        let beyond = if negative { f64::MIN } else { f64::MAX };
        let number = int.map_or(Number::Float(beyond), Number::Int);
        if let Some(fault) = numbers::bound_fault(number, limits) {
            self.fault(fault);
        } else {
            match int {
                None => return self.fault(Fault::Format("int64")),
                Some(int) if bits == 32 && i32::try_from(int).is_err() => {
                    return self.fault(Fault::Format("int32"));
                }
                Some(_) => {}
            }
        }
        if let Some(fault) = numbers::step_fault(number, limits) {
            self.fault(fault);
        }
        if let Some(int) = int {
            *value = Value::from(int);
        }
    }

    fn float(&mut self, value: &Value, limits: &Limits) {
        let Value::Number(number) = value else { return self.fault(Fault::Type("a number")) };
        let float = number.as_f64().unwrap_or(f64::NAN);
        let exact = number.as_i64().map_or(Number::Float(float), Number::Int);
        if let Some(fault) = numbers::bound_fault(exact, limits) {
            return self.fault(fault);
        }
        if Decimal::from_f64(float).is_none() {
            return self.fault(Fault::Format("decimal"));
        }
        if let Some(fault) = numbers::step_fault(exact, limits) {
            self.fault(fault);
        }
    }

    fn text(&mut self, text: &str, kind: Text, limits: &Limits) {
        if text.as_bytes().contains(&0) {
            return self.fault(Fault::Nul);
        }
        let length = text.chars().count() as u64;
        if let Some(max) = limits.max_length
            && length > max
            && !seeded("max_length_ignored")
        {
            return self.fault(Fault::TooLong(max));
        }
        if let Some(min) = limits.min_length
            && length < min
        {
            return self.fault(Fault::TooShort(min));
        }
        if let Some(name) = format::fault(text, kind) {
            return self.fault(Fault::Format(name));
        }
        if let Some(pattern) = limits.pattern
            && !pattern.matches(text)
            && !seeded("pattern_ignored")
        {
            let long = text.len() > PATTERN_TEXT_MAX_BYTES;
            let fault = Fault::TooLong(PATTERN_TEXT_MAX_BYTES as u64);
            self.fault(if long { fault } else { Fault::Pattern });
        }
    }

    fn list(&mut self, value: &mut Value, item: &Schema, limits: &Limits) {
        let Value::Array(items) = value else { return self.fault(Fault::Type("a list")) };
        self.size(items.len(), limits.min_items, limits.max_items);
        for (index, value) in items.iter_mut().enumerate() {
            if self.found.full() {
                return;
            }
            self.at(&index.to_string(), |walk| walk.value(value, item));
        }
        if limits.unique_items {
            let mut seen = HashSet::with_capacity(items.len());
            let twice = items.iter().position(|item| !seen.insert(item.to_string()));
            if let Some(index) = twice {
                self.at(&index.to_string(), |walk| walk.fault(Fault::Duplicate));
            }
        }
    }

    fn map(&mut self, map: &mut Map<String, Value>, item: &Schema, limits: &Limits) {
        self.size(map.len(), limits.min_properties, limits.max_properties);
        // Keys of a map are the caller's own words, so the pointer does not repeat them.
        for value in map.values_mut() {
            self.at("*", |walk| walk.value(value, item));
        }
    }

    fn object(&mut self, map: &mut Map<String, Value>, object: &Object, limits: &Limits) {
        self.size(map.len(), limits.min_properties, limits.max_properties);
        for field in object.fields {
            match map.get_mut(field.wire) {
                Some(value) => self.at(field.wire, |walk| walk.value(value, &field.schema)),
                None if field.required => self.at(field.wire, |walk| walk.fault(Fault::Missing)),
                None => {}
            }
        }
        if object.rest.is_none() && !object.closed {
            return;
        }
        for (_, value) in map.iter_mut().filter(|(key, _)| object.field(key).is_none()) {
            match object.rest {
                Some(rest) => self.at("*", |walk| walk.value(value, rest)),
                None => return self.fault(Fault::Unknown),
            }
        }
    }

    fn size(&mut self, size: usize, min: Option<u64>, max: Option<u64>) {
        let size = size as u64;
        if let Some(max) = max
            && size > max
        {
            self.fault(Fault::TooMany(max));
        }
        if let Some(min) = min
            && size < min
        {
            self.fault(Fault::TooFew(min));
        }
    }

    fn code(&mut self, value: &mut Value, codes: &Enum) {
        let listed = |code: &str| codes.codes.contains(&code);
        let fault = match (codes.repr, &*value) {
            (Repr::Json, sent) if codes.codes.iter().any(|code| spelt(code, sent)) => return,
            (Repr::Json, _) => Fault::NotListed(codes.codes),
            (Repr::Text, Value::String(text)) if listed(text) => return,
            (Repr::Text, Value::String(_)) => Fault::NotListed(codes.codes),
            (Repr::Int, Value::String(text)) if codes.tolerant && listed(text) => {
                if let Some(Some(int)) = digits(text) {
                    *value = Value::from(int);
                }
                return;
            }
            (Repr::Int, Value::String(_)) if codes.tolerant => Fault::NotListed(codes.codes),
            (Repr::Int, Value::String(_)) => Fault::Type("an integer"),
            (repr, Value::Number(number)) if repr == Repr::Int || codes.tolerant => {
                let float = || number.as_f64().and_then(scalar::whole);
                match number.as_i64().or_else(float) {
                    Some(int) if listed(&int.to_string()) => {
                        let text = int.to_string();
                        *value = if repr == Repr::Int { int.into() } else { text.into() };
                        return;
                    }
                    _ => Fault::NotListed(codes.codes),
                }
            }
            (Repr::Int, _) => Fault::Type("an integer"),
            (Repr::Text, _) => Fault::Type("a string"),
        };
        self.fault(fault);
    }

    fn union(&mut self, value: &mut Value, union: &Union) {
        if let Some(variant) = union.pick(value).and_then(|at| union.variants.get(at)) {
            return self.value(value, &variant.schema);
        }
        if let ToldBy::Field { wire, .. } = union.told_by
            && let Value::Object(map) = value
        {
            let fault = match map.get(wire) {
                None => Fault::Missing,
                Some(Value::String(_)) => Fault::Pattern,
                Some(_) => Fault::Type("a string"),
            };
            return self.at(wire, |walk| walk.fault(fault));
        }
        self.fault(Fault::Type("one of the documented forms"));
    }
}

/// `Some(None)`: digits, but too many for 64 bits.
fn digits(text: &str) -> Option<Option<i64>> {
    let bare = text.strip_prefix('-').unwrap_or(text);
    let all = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
    all.then(|| text.parse().ok())
}

/// A constant's JSON spelling against what was sent.
fn spelt(code: &str, sent: &Value) -> bool {
    serde_json::from_str::<Value>(code).is_ok_and(|constant| constant == *sent)
}
