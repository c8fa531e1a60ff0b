//! Success answers: a status, JSON straight from serde, constant headers.

use poem::Response;
use poem::http::{HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;

use crate::refusal::Refusal;

/// The content type of every JSON answer.
pub const JSON: &str = "application/json";

/// What a handler made, and where it can be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// A URL reference for the header `Location`.
    pub location: String,
    pub value: T,
}

/// A JSON body.
///
/// # Errors
/// [`Refusal::Panicked`] where serialising fails, which only a faulty type of ours can cause.
pub fn json<T: Serialize + ?Sized, E>(status: u16, body: &T) -> Result<Response, Refusal<E>> {
    json_as(JSON, status, body)
}

/// A JSON body of another JSON media type.
///
/// # Errors
/// As [`json`].
pub fn json_as<T: Serialize + ?Sized, E>(
    media: &'static str,
    status: u16,
    body: &T,
) -> Result<Response, Refusal<E>> {
    let bytes = serde_json::to_vec(body).map_err(|error| {
        tracing::error!(%error, "an answer could not be serialised");
        Refusal::Panicked
    })?;
    let mut answer = Response::from((code(status), bytes));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    Ok(answer)
}

/// A JSON answer for an envelope, where there is nobody left to hand a failure to.
pub fn json_or_empty<T: Serialize + ?Sized>(status: u16, body: &T) -> Response {
    json_as_or_empty(JSON, status, body)
}

/// The same in another JSON media type.
pub fn json_as_or_empty<T: Serialize + ?Sized>(
    media: &'static str,
    status: u16,
    body: &T,
) -> Response {
    json_as::<T, ()>(media, status, body).unwrap_or_else(|_| code(500).into())
}

/// No body.
///
/// # Errors
/// Never; the type is that of [`json`].
pub fn empty<E>(status: u16) -> Result<Response, Refusal<E>> {
    Ok(code(status).into())
}

/// Sets a constant header; the name in lower case.
pub fn header(answer: &mut Response, name: &'static str, value: &'static str) {
    let name = HeaderName::from_static(name);
    answer.headers_mut().insert(name, HeaderValue::from_static(value));
}

/// Says where the thing that was made can be read; left out where it is no text for a header.
pub fn location(answer: &mut Response, location: &str) {
    if let Ok(value) = HeaderValue::from_str(location) {
        answer.headers_mut().insert(header::LOCATION, value);
    }
}

fn code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
