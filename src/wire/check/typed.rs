//! The fast path: a typed value holds its table's constraints, or it does not.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::{format, numbers};
use crate::faults::seeded;
use crate::scalar::{
    Decimal, IsoMinute, LocalDateTime, LocalMinute, LocalSecond, LocalTime, Nullable, Patch, Secret,
};
use crate::schema::{Field, Kind, Limits, Schema, Text, Union};
use crate::upload::Upload;
use crate::violation::Number;

/// A value that can be held against its table.
///
/// `true` admits it. `false` sends the request down the slow path, which decides and names.
pub trait Check {
    /// Stops at the first constraint that is not held.
    fn holds(&self, schema: &Schema) -> bool;
}

impl Field {
    /// The value of this field holds this field's constraints.
    pub fn holds<T: Check>(&self, value: &T) -> bool {
        value.holds(&self.schema)
    }
}

impl Union {
    /// A typed value of variant number `at` holds that variant's constraints.
    pub fn holds<T: Check>(&self, at: usize, value: &T) -> bool {
        self.variants.get(at).is_some_and(|variant| value.holds(&variant.schema))
    }
}

/// A text holds its length, pattern and format.
pub(super) fn text_holds(text: &str, schema: &Schema) -> bool {
    let limits = &schema.limits;
    !text.as_bytes().contains(&0)
        && length_holds(text, limits)
        && limits.pattern.is_none_or(|it| seeded("pattern_ignored") || it.matches(text))
        && match schema.kind {
            Kind::Text(kind) => kind == Text::Plain || format::fault(text, kind).is_none(),
            _ => true,
        }
}

fn length_holds(text: &str, limits: &Limits) -> bool {
    if limits.min_length.is_none() && limits.max_length.is_none() {
        return true;
    }
    let length = text.chars().count() as u64;
    limits.min_length.is_none_or(|min| length >= min)
        && limits.max_length.is_none_or(|max| seeded("max_length_ignored") || length <= max)
}

fn size_holds(size: usize, min: Option<u64>, max: Option<u64>) -> bool {
    let size = size as u64;
    min.is_none_or(|min| size >= min) && max.is_none_or(|max| size <= max)
}

impl Check for String {
    fn holds(&self, schema: &Schema) -> bool {
        text_holds(self, schema)
    }
}

impl Check for Secret {
    fn holds(&self, schema: &Schema) -> bool {
        text_holds(&self.0, schema)
    }
}

impl Check for i64 {
    fn holds(&self, schema: &Schema) -> bool {
        numbers::hold(Number::Int(*self), &schema.limits)
    }
}

impl Check for i32 {
    fn holds(&self, schema: &Schema) -> bool {
        i64::from(*self).holds(schema)
    }
}

impl Check for f64 {
    fn holds(&self, schema: &Schema) -> bool {
        numbers::hold(Number::Float(*self), &schema.limits)
    }
}

impl Check for Decimal {
    fn holds(&self, schema: &Schema) -> bool {
        self.as_f64().holds(schema)
    }
}

macro_rules! held_by_parsing {
    ($($type:ty),*) => {$(
        impl Check for $type {
            /// What a pattern says about the text is left to the slow path, which has the text.
            fn holds(&self, schema: &Schema) -> bool {
                let Limits { pattern, min_length, max_length, .. } = &schema.limits;
                pattern.is_none() && min_length.is_none() && max_length.is_none()
            }
        }
    )*};
}

held_by_parsing!(NaiveDate, DateTime<Utc>);

macro_rules! always_held {
    ($($type:ty),*) => {$(
        impl Check for $type {
            fn holds(&self, _: &Schema) -> bool {
                true
            }
        }
    )*};
}

// The patterns of the `local-*` formats say exactly what their strict readers admit.
always_held!(bool, (), IsoMinute, LocalDateTime, LocalMinute, LocalSecond, LocalTime);

impl Check for Upload {
    fn holds(&self, schema: &Schema) -> bool {
        schema.limits.max_length.is_none_or(|max| self.size <= max)
    }
}

/// Anything at all goes down the slow path only if the schema asks for something.
impl Check for serde_json::Value {
    fn holds(&self, schema: &Schema) -> bool {
        matches!(schema.kind, Kind::Any)
    }
}

impl<T: Check> Check for Option<T> {
    fn holds(&self, schema: &Schema) -> bool {
        self.as_ref().is_none_or(|value| value.holds(schema))
    }
}

impl<T: Check> Check for Nullable<T> {
    fn holds(&self, schema: &Schema) -> bool {
        match self {
            Nullable::Null => schema.nullable,
            Nullable::Value(value) => value.holds(schema),
        }
    }
}

impl<T: Check> Check for Patch<T> {
    fn holds(&self, schema: &Schema) -> bool {
        match self {
            Patch::Absent => true,
            Patch::Null => schema.nullable,
            Patch::Value(value) => value.holds(schema),
        }
    }
}

impl<T: Check> Check for Box<T> {
    fn holds(&self, schema: &Schema) -> bool {
        self.as_ref().holds(schema)
    }
}

impl<T: Check> Check for Vec<T> {
    /// Unique items are left to the slow path, which can compare what it cannot order.
    fn holds(&self, schema: &Schema) -> bool {
        let limits = &schema.limits;
        let Kind::List(item) = schema.kind else { return false };
        (!limits.unique_items || self.len() < 2)
            && size_holds(self.len(), limits.min_items, limits.max_items)
            && self.iter().all(|value| value.holds(item))
    }
}

impl<T: Check> Check for BTreeMap<String, T> {
    fn holds(&self, schema: &Schema) -> bool {
        let limits = &schema.limits;
        let Kind::Map(item) = schema.kind else { return false };
        size_holds(self.len(), limits.min_properties, limits.max_properties)
            && self.values().all(|value| value.holds(item))
    }
}
