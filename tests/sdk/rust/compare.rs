//! What a case expects against what came, as wire JSON: numbers by their digits, never by a double.

use std::collections::BTreeMap;

use rosetta_shiftcare::rust_decimal::Decimal;
use serde_json::Value;
use serde_json::value::RawValue;

/// `Err` says what is wrong.
pub type Checked = Result<(), String>;

/// `got` has all that `expected` names; `at` says where we are.
pub fn fits(expected: &Value, got: &str, at: &str) -> Checked {
    let wrong = || Err(format!("{at}: expected {expected}, got {got}"));
    match expected {
        Value::Object(fields) => {
            if let Some(digits) = fields.get("$number").and_then(Value::as_str) {
                return if decimal(digits) == decimal(got) { Ok(()) } else { wrong() };
            }
            let Ok(members) = serde_json::from_str::<BTreeMap<String, Box<RawValue>>>(got) else {
                return wrong();
            };
            for (key, expected) in fields {
                let at = format!("{at}.{key}");
                match members.get(key) {
                    Some(_) if expected == "$absent" => return Err(format!("{at} is there")),
                    Some(value) => fits(expected, value.get(), &at)?,
                    None if expected == "$absent" => {}
                    None => return Err(format!("{at} is missing")),
                }
            }
            Ok(())
        }
        Value::Array(items) => {
            let Ok(members) = serde_json::from_str::<Vec<Box<RawValue>>>(got) else {
                return wrong();
            };
            if members.len() != items.len() {
                return wrong();
            }
            let mut pairs = items.iter().zip(members).enumerate();
            pairs.try_for_each(|(n, (item, got))| fits(item, got.get(), &format!("{at}[{n}]")))
        }
        Value::Number(number) if decimal(&number.to_string()) == decimal(got) => Ok(()),
        Value::Number(_) => wrong(),
        _ if serde_json::from_str::<Value>(got).is_ok_and(|got| got == *expected) => Ok(()),
        _ => wrong(),
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    text.parse().or_else(|_| Decimal::from_scientific(text)).ok()
}

/// Two values that must be the same.
pub fn same<T: PartialEq + std::fmt::Debug>(expected: &T, got: &T, at: &str) -> Checked {
    if expected == got { Ok(()) } else { Err(format!("{at}: expected {expected:?}, got {got:?}")) }
}

/// No key that the runner does not know.
pub fn only(value: &Value, known: &[&str]) -> Checked {
    let keys = value.as_object().into_iter().flatten().map(|(key, _)| key);
    match keys.into_iter().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(format!("the runner does not know {key:?}")),
        None => Ok(()),
    }
}

/// A text fits a pattern of a case: a regular expression behind `~`, or the text itself.
pub fn matches(pattern: &str, text: &str) -> bool {
    match pattern.strip_prefix('~') {
        Some(pattern) => {
            let schema = serde_json::json!({"pattern": pattern});
            jsonschema::is_valid(&schema, &Value::from(text))
        }
        None => pattern == text,
    }
}
