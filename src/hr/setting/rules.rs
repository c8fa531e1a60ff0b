//! What a setting may be set to: pure, so that tests can be tables.

use super::{Key, Kind};
use crate::{Error, Faults};

/// Refuses a value that the setting cannot have.
pub fn check(key: Key, value: &str) -> Result<(), Error> {
    let (allowed, message) = match key.about().kind {
        Kind::Switch => (["0", "1"].contains(&value), "must be 0 or 1"),
        Kind::Text | Kind::Secret => (!value.is_empty(), "must not be empty"),
        Kind::Address => (is_address(value), "must be an address with http:// or https://"),
    };
    Faults::default().check(allowed, "value", message).result()
}

fn is_address(value: &str) -> bool {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
}
