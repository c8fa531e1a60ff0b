//! The one place where a failure becomes IceHRM's bytes: status, a list in a list, headers.

use hr::Error;
use poem::Response;
use poem::http::{HeaderValue, header};
use serde::Serialize;
use wire::{Denied, Operation, Refusal, TenantRefusal, answer};

use crate::wording;

/// `{"error": [[{"code", "message"}]]}`
#[derive(Serialize)]
struct Failure<'a> {
    error: [[Said<'a>; 1]; 1],
}

#[derive(Serialize)]
struct Said<'a> {
    code: u16,
    message: &'a str,
}

const DENIED: &str = "Permission denied";
const BROKEN: &str = "The server failed";

/// Any refusal as an answer.
pub fn refusal(op: Option<&'static Operation>, refusal: Refusal<Error>) -> Response {
    let challenge = match &refusal {
        Refusal::Unauthenticated(Denied::Missing | Denied::Malformed)
        | Refusal::Handler(Error::BadCredentials) => Some("Bearer"),
        Refusal::Unauthenticated(Denied::Invalid | Denied::Expired) => {
            Some("Bearer error=\"invalid_token\"")
        }
        _ => None,
    };
    let (code, message) = explain(op, refusal);
    let failure = Failure { error: [[Said { code, message: &message }]] };
    let mut answer = answer::json_or_empty(code, &failure);
    if let (401, Some(challenge)) = (code, challenge) {
        let value = HeaderValue::from_static(challenge);
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, value);
    }
    answer
}

fn explain(op: Option<&'static Operation>, refusal: Refusal<Error>) -> (u16, String) {
    match refusal {
        Refusal::NotFound => (404, "There is no such operation".into()),
        Refusal::MethodNotAllowed { allow } => {
            (405, format!("The method is not allowed; allowed: {allow}"))
        }
        Refusal::TooLarge { limit } => (400, format!("The body is longer than {limit} bytes")),
        Refusal::UnsupportedType { expected } => {
            (400, format!("Content-Type must be {}", expected.join(" or ")))
        }
        Refusal::Unauthenticated(Denied::Missing) => {
            (401, "Authorization bearer token is empty".into())
        }
        Refusal::Unauthenticated(Denied::Malformed | Denied::Invalid | Denied::Expired) => {
            (401, "Authorization bearer token is invalid".into())
        }
        Refusal::Limited { .. } => (429, "Too many requests".into()),
        Refusal::Forbidden(_) => (403, DENIED.into()),
        Refusal::Unauthenticated(Denied::Unavailable)
        | Refusal::Tenant(
            TenantRefusal::Missing
            | TenantRefusal::Invalid
            | TenantRefusal::Unknown
            | TenantRefusal::Unavailable,
        )
        | Refusal::Panicked => (500, BROKEN.into()),
        Refusal::Invalid(violations) => (400, violations.joined(20)),
        Refusal::Handler(error) => handler(op, error),
    }
}

fn handler(op: Option<&'static Operation>, error: Error) -> (u16, String) {
    if let Some(operator) = error.operator() {
        tracing::error!(op = op.map(|op| op.id), operator, "the core failed");
    }
    match error {
        Error::Invalid(faults) => (400, wording::faults(op, &faults)),
        Error::NotFound(noun) => (404, format!("The {noun} does not exist")),
        Error::Duplicate { field } => (400, wording::taken(op, field)),
        Error::WrongState { message } | Error::Conflict { message } => {
            (400, wording::sentence(&message))
        }
        Error::Forbidden { .. } => (403, DENIED.into()),
        Error::BadCredentials => (401, "The client, the user name or the password is wrong".into()),
        Error::NotImplemented(_) => (501, "Not implemented".into()),
        Error::Unavailable { .. } | Error::Internal { .. } => (500, BROKEN.into()),
    }
}
