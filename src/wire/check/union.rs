//! Unions: which of several shapes a raw value has, decided without repeating any of it.

use serde_json::Value;

use super::raw::Walk;
use crate::schema::{Kind, Repr, ToldBy, Union};
use crate::violation::Place;

impl Union {
    /// Which variant a raw value is of; says nothing about whether it holds that variant's table,
    /// except where the variants are told apart by exactly that.
    pub fn pick(&self, value: &Value) -> Option<usize> {
        let object = value.as_object();
        match self.told_by {
            ToldBy::Field { wire, values } => {
                let code = object?.get(wire)?.as_str()?;
                values.iter().position(|codes| codes.contains(&code))
            }
            ToldBy::JsonType => {
                self.variants.iter().position(|variant| same_type(value, variant.schema.kind))
            }
            ToldBy::Key(keys) => {
                let object = object?;
                keys.iter().position(|key| object.contains_key(*key))
            }
            ToldBy::Order => self.variants.iter().position(|variant| {
                let mut walk = Walk::new(Place::Body, "");
                walk.value(&mut value.clone(), &variant.schema);
                walk.found.is_empty()
            }),
        }
    }
}

fn same_type(value: &Value, kind: Kind) -> bool {
    match kind {
        Kind::Any => true,
        Kind::Bool => value.is_boolean(),
        Kind::Int { tolerant, .. } => value.is_number() || (tolerant && value.is_string()),
        Kind::Decimal | Kind::Float => value.is_number(),
        Kind::Text(_) => value.is_string(),
        Kind::File => value.is_u64(),
        Kind::List(_) => value.is_array(),
        Kind::Map(_) | Kind::Object(_) => value.is_object(),
        Kind::Enum(codes) => match codes.repr {
            Repr::Text => value.is_string() || (codes.tolerant && value.is_number()),
            Repr::Int => value.is_number() || (codes.tolerant && value.is_string()),
            Repr::Json => true,
        },
        Kind::Union(union) => union.pick(value).is_some(),
    }
}
