//! How the body of a failed answer is read into its documented type.

use serde::de::DeserializeOwned;

use crate::Failure;

/// Reads a body into its documented failure; `None` when the body is something else.
pub type FailureReader = fn(&[u8]) -> Option<Failure>;

/// Keys under which APIs put the sentence meant for people, best first.
const MESSAGE_KEYS: [&str; 7] =
    ["errorMessage", "message", "error_description", "detail", "msg", "title", "error"];

/// Parses a failure body.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    serde_json::from_slice(body).ok()
}

/// The sentence meant for people, wherever the body keeps it.
pub(crate) fn message(body: &[u8]) -> Option<String> {
    let value: serde_json::Value = serde_json::from_slice(body).ok()?;
    let at = |value: &serde_json::Value| {
        MESSAGE_KEYS.iter().find_map(|key| value.get(key)?.as_str().map(str::to_owned))
    };
    at(&value).or_else(|| at(value.get("error")?))
}
