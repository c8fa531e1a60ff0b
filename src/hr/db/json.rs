//! Small structures that a column keeps as JSON text.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Error;

/// The text that storage keeps.
pub(crate) fn to_text(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::internal(error.to_string()))
}

/// What such a text means; `what` names it to the operator where it means nothing.
pub(crate) fn from_text<T: DeserializeOwned>(text: &str, what: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::internal(format!("{what}: {error}")))
}
