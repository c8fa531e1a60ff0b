//! Does a value hold what its table says: yes or no for typed values, every fault for raw ones.

mod format;
mod numbers;
mod raw;
mod typed;
mod union;

use serde_json::{Number, Value};

use crate::scalar;
use crate::schema::{Kind, Repr, Schema};
use crate::violation::{Place, Violations};

pub use raw::DEPTH_MAX;
pub use typed::Check;

/// Everything that is wrong with a raw value. On the way it rewrites tolerated spellings (`1.0`,
/// `"17"` where a digit string is accepted) to the first form, so that a strict parse succeeds.
pub fn violations(value: &mut Value, schema: &Schema, place: Place, pointer: &str) -> Violations {
    let mut walk = raw::Walk::new(place, pointer);
    walk.value(value, schema);
    walk.found
}

/// A text of a query, path, header or form as the JSON value that its schema means. What fits no
/// other kind stays a string, and the check then says that the type is wrong.
pub fn coerce(text: &str, schema: &Schema) -> Value {
    let string = || Value::String(text.to_owned());
    match schema.kind {
        Kind::Bool => match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => string(),
        },
        Kind::Int { tolerant: true, .. } => string(),
        Kind::Int { .. } | Kind::Decimal | Kind::Float => number(text).unwrap_or_else(string),
        Kind::Enum(codes) if codes.repr == Repr::Int && !codes.tolerant => {
            number(text).unwrap_or_else(string)
        }
        Kind::Enum(codes) if codes.repr == Repr::Json => {
            serde_json::from_str(text).unwrap_or_else(|_| string())
        }
        Kind::Object(_) | Kind::Map(_) | Kind::List(_) => {
            serde_json::from_str(text).unwrap_or_else(|_| string())
        }
        Kind::Union(union) => {
            let mut read = union.variants.iter().map(|variant| coerce(text, &variant.schema));
            read.find(|value| union.pick(value).is_some()).unwrap_or_else(string)
        }
        Kind::Any | Kind::Text(_) | Kind::File | Kind::Enum(_) => string(),
    }
}

fn number(text: &str) -> Option<Value> {
    if !scalar::is_number(text) {
        return None;
    }
    serde_json::from_str::<Number>(text).ok().map(Value::Number)
}
