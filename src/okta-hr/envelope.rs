//! The one place where a failure becomes Okta HR's bytes: status, Laravel's envelope, headers.

use std::collections::BTreeMap;

use hr::Error;
use poem::Response;
use poem::http::{HeaderValue, header};
use serde::Serialize;
use wire::{Denied, Operation, Refusal, TenantRefusal, answer};

use crate::{principal, wording};

/// `message` for all failures, and `errors` by field for 422.
#[derive(Serialize)]
struct Failure<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<BTreeMap<String, Vec<String>>>,
}

/// What is said of a refusal.
#[derive(Debug, PartialEq, Eq)]
enum Said {
    /// A constant text.
    Plain(u16, &'static str),
    /// A text with what the server may tell of itself.
    Told(u16, String),
    /// 422 with texts by field.
    Fields(Vec<(String, String)>),
}

use Said::{Fields, Plain, Told};

const UNAUTHENTICATED: Said = Plain(401, "Unauthenticated.");
const WRONG_KEY: Said = Plain(401, "Invalid service key.");
const UNAUTHORIZED: Said = Plain(403, "This action is unauthorized.");
const MISSING: Said = Plain(404, "Resource not found.");
const BROKEN: Said = Plain(500, "Server Error");

/// Any refusal as an answer.
pub fn refusal(op: Option<&'static Operation>, refusal: Refusal<Error>) -> Response {
    let said = explain(op, refusal);
    let challenge = said == UNAUTHENTICATED;
    let mut answer = match said {
        Plain(status, message) => answer::json_or_empty(status, &Failure { message, errors: None }),
        Told(422, message) => {
            let errors = Some(BTreeMap::new());
            answer::json_or_empty(422, &Failure { message: &message, errors })
        }
        Told(status, message) => {
            answer::json_or_empty(status, &Failure { message: &message, errors: None })
        }
        Fields(texts) => by_field(texts),
    };
    if challenge {
        let bearer = HeaderValue::from_static("Bearer");
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
    }
    answer
}

/// The first text stands for all; the others are counted.
fn by_field(texts: Vec<(String, String)>) -> Response {
    let mut message = texts.first().map(|(_, text)| text.clone()).unwrap_or_default();
    match texts.len() {
        0 | 1 => {}
        2 => message.push_str(" (and 1 more error)"),
        all => message.push_str(&format!(" (and {} more errors)", all - 1)),
    }
    let mut errors: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (field, text) in texts {
        errors.entry(field).or_default().push(text);
    }
    answer::json_or_empty(422, &Failure { message: &message, errors: Some(errors) })
}

fn explain(op: Option<&'static Operation>, refusal: Refusal<Error>) -> Said {
    match refusal {
        Refusal::NotFound => MISSING,
        Refusal::MethodNotAllowed { allow } => Told(405, wording::method(&allow)),
        Refusal::TooLarge { limit } => Told(422, wording::too_large(limit)),
        Refusal::UnsupportedType { .. } => Plain(415, "Unsupported Media Type"),
        Refusal::Unauthenticated(Denied::Unavailable) => BROKEN,
        Refusal::Unauthenticated(
            Denied::Missing | Denied::Malformed | Denied::Invalid | Denied::Expired,
        ) => match op.is_some_and(principal::asks_for_key) {
            true => WRONG_KEY,
            false => UNAUTHENTICATED,
        },
        Refusal::Limited { .. } => Plain(429, "Too Many Attempts."),
        Refusal::Forbidden(_) => UNAUTHORIZED,
        Refusal::Tenant(
            TenantRefusal::Missing
            | TenantRefusal::Invalid
            | TenantRefusal::Unknown
            | TenantRefusal::Unavailable,
        )
        | Refusal::Panicked => BROKEN,
        Refusal::Invalid(violations) => match wording::violations(&violations) {
            Ok(fields) => Fields(fields),
            Err(body) => Told(422, body),
        },
        Refusal::Handler(error) => handler(op, error),
    }
}

fn handler(op: Option<&'static Operation>, error: Error) -> Said {
    if let Some(operator) = error.operator() {
        tracing::error!(op = op.map(|op| op.id), operator, "the core failed");
    }
    match error {
        Error::Invalid(faults) => Fields(faults.iter().map(wording::fault).collect()),
        Error::NotFound(_) => MISSING,
        Error::Duplicate { field } => Fields(vec![wording::taken(field)]),
        Error::WrongState { message } | Error::Conflict { message } => {
            Told(422, wording::sentence(&message))
        }
        Error::Forbidden { .. } => UNAUTHORIZED,
        Error::BadCredentials => Fields(vec![wording::wrong_credentials()]),
        Error::NotImplemented(_) => Plain(501, "Not Implemented"),
        Error::Unavailable { .. } | Error::Internal { .. } => BROKEN,
    }
}
