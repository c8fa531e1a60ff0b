//! The bytes of a body, counted while they arrive, and JSON values made of them.

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt};
use poem::{Body, RequestBody};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Unread;
use super::strict::Strict;
use crate::check::{self, Check, DEPTH_MAX};
use crate::schema::Schema;
use crate::violation::{Fault, Place, Violations};

/// The whole body, at most `limit` bytes of it.
pub(super) async fn bytes(body: &mut RequestBody, limit: u64) -> Result<Bytes, Unread> {
    let taken = body.take().map_err(|_| Unread::unreadable())?;
    let mut stream = std::pin::pin!(counted(taken, limit));
    let Some(first) = stream.next().await else { return Ok(Bytes::new()) };
    let first = first?;
    let Some(second) = stream.next().await else { return Ok(first) };
    let mut whole = BytesMut::from(first);
    whole.extend_from_slice(&second?);
    while let Some(next) = stream.next().await {
        whole.extend_from_slice(&next?);
    }
    Ok(whole.freeze())
}

/// The body as it arrives; ends with an error at the first byte over the limit.
pub(super) fn counted(
    body: Body,
    limit: u64,
) -> impl Stream<Item = Result<Bytes, Unread>> + Send + 'static {
    let mut left = if crate::faults::seeded("size_ignored") { u64::MAX } else { limit };
    body.into_bytes_stream().map(move |piece| {
        let piece = piece.map_err(|_| Unread::unreadable())?;
        match left.checked_sub(piece.len() as u64) {
            Some(rest) => left = rest,
            None => return Err(Unread::TooLarge { limit }),
        }
        Ok(piece)
    })
}

/// A body of JSON as a typed value.
pub(super) fn json<T>(bytes: &[u8], schema: Option<&'static Schema>) -> Result<T, Unread>
where
    T: DeserializeOwned + Check,
{
    document(bytes, schema, Place::Body, "").map_err(Unread::Invalid)
}

/// Bytes of JSON as a typed value: strictly first; the table speaks only when that fails.
pub(crate) fn document<T>(
    bytes: &[u8],
    schema: Option<&'static Schema>,
    place: Place,
    name: &str,
) -> Result<T, Violations>
where
    T: DeserializeOwned + Check,
{
    if depth_is_over(bytes) {
        return Err(Violations::one(place, name, Fault::TooDeep(DEPTH_MAX)));
    }
    if !has_nul(bytes) {
        // Whatever is wrong, the raw reading below says what: serde takes some wrong types for
        // wrong syntax.
        if let Ok(value) = strictly::<T>(bytes)
            && schema.is_none_or(|schema| value.holds(schema))
        {
            return Ok(value);
        }
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let fault = Fault::Unreadable { line: error.line(), column: error.column() };
        Violations::one(place, name, fault)
    })?;
    typed(value, schema, place, name)
}

/// One value and nothing behind it.
fn strictly<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = T::deserialize(Strict(&mut json))?;
    json.end()?;
    Ok(value)
}

/// A raw value as a typed one, by its table.
pub(super) fn value_as<T: DeserializeOwned>(
    value: Value,
    schema: Option<&'static Schema>,
    place: Place,
) -> Result<T, Unread> {
    typed(value, schema, place, "").map_err(Unread::Invalid)
}

/// A raw value as a typed one, or what its table has against it.
pub(crate) fn typed<T: DeserializeOwned>(
    mut value: Value,
    schema: Option<&'static Schema>,
    place: Place,
    name: &str,
) -> Result<T, Violations> {
    if let Some(schema) = schema {
        let found = check::violations(&mut value, schema, place, name);
        if !found.is_empty() {
            return Err(found);
        }
    }
    T::deserialize(value).map_err(|error| {
        // Serde's text may hold the caller's value, so only the fact is logged.
        tracing::error!(category = ?error.classify(), "a table admits what its type does not");
        let fault = Fault::Type("of the documented form");
        Violations::one(place, name, fault)
    })
}

/// The escape `\u0000`: then every string is looked at, those that no field names excepted.
fn has_nul(bytes: &[u8]) -> bool {
    bytes.contains(&b'\\') && bytes.windows(6).any(|six| six == b"\\u0000")
}

/// Nested deeper than [`DEPTH_MAX`]; strings do not count.
fn depth_is_over(bytes: &[u8]) -> bool {
    let opening = bytes.iter().filter(|byte| matches!(byte, b'[' | b'{')).count();
    if opening <= DEPTH_MAX {
        return false;
    }
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                if depth > DEPTH_MAX {
                    return true;
                }
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}
