//! The one place where a failure becomes ShiftCare's bytes: status, envelope, headers.

use hr::Error;
use poem::Response;
use poem::http::{HeaderValue, header};
use serde::Serialize;
use wire::{Denied, Forbidden, Operation, Refusal, TenantRefusal, answer};

use crate::{oauth, translate};

/// How many violations the one text of an envelope names before it only counts them.
const NAMED: usize = 5;

/// Vendor section 20.1.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Failure<'a> {
    success: bool,
    status_code: u16,
    error_message: &'a str,
}

/// Any refusal, in the envelope that the operation's row names.
pub fn refusal(op: Option<&'static Operation>, refusal: Refusal<Error>) -> Response {
    let oauth = op.is_some_and(|op| op.envelope == "oauth");
    if oauth && let Some(failure) = oauth::Failure::of(&refusal) {
        return failure.answer();
    }
    let challenge = match &refusal {
        Refusal::Unauthenticated(Denied::Missing) => Some("Bearer"),
        Refusal::Unauthenticated(_) => Some("Bearer error=\"invalid_token\""),
        Refusal::Forbidden(_) => Some("Bearer error=\"insufficient_scope\""),
        _ => None,
    };
    let (status, text) = explain(op, refusal);
    let body = Failure { success: false, status_code: status, error_message: &text };
    let mut answer = answer::json_or_empty(status, &body);
    if let Some(challenge) = challenge
        && (status == 401 || status == 403)
    {
        let value = HeaderValue::from_static(challenge);
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, value);
    }
    answer
}

/// Status and text of a refusal.
fn explain(op: Option<&'static Operation>, refusal: Refusal<Error>) -> (u16, String) {
    let api = &shiftcare_server::API;
    match refusal {
        Refusal::NotFound => (404, "No such path".into()),
        Refusal::MethodNotAllowed { allow } => (405, format!("Method not allowed; use {allow}")),
        Refusal::TooLarge { limit } => {
            (api.too_large, format!("Request body must be at most {limit} bytes"))
        }
        Refusal::UnsupportedType { expected } => {
            (api.unsupported_type, format!("Content-Type must be {}", expected.join(" or ")))
        }
        Refusal::Unauthenticated(denied) => unauthenticated(denied),
        Refusal::Limited { .. } => (429, "API rate limit exceeded".into()),
        Refusal::Forbidden(Forbidden::Scope(scopes)) => {
            (403, format!("The access token lacks the scope {}", scopes.join(" ")))
        }
        Refusal::Forbidden(Forbidden::Role(role)) => (403, format!("Needs the role {role}")),
        Refusal::Tenant(TenantRefusal::Missing) => {
            (400, "Missing required header: X-Enterprise-Id".into())
        }
        Refusal::Tenant(TenantRefusal::Invalid | TenantRefusal::Unknown) => {
            (403, "This client has no access to the enterprise in X-Enterprise-Id".into())
        }
        Refusal::Tenant(TenantRefusal::Unavailable) | Refusal::Panicked => internal(),
        Refusal::Invalid(violations) => (400, violations.joined(NAMED)),
        Refusal::Handler(error) => handler(op, error),
    }
}

fn unauthenticated(denied: Denied) -> (u16, String) {
    let text = match denied {
        Denied::Missing => "Missing access token: send it as Authorization: Bearer",
        Denied::Malformed => "The Authorization header must be Bearer and an access token",
        Denied::Invalid => "Invalid access token",
        Denied::Expired => "Expired access token: ask for a new one",
        Denied::Unavailable => return internal(),
    };
    (401, text.into())
}

fn handler(op: Option<&'static Operation>, error: Error) -> (u16, String) {
    if let Some(operator) = error.operator() {
        tracing::error!(op = op.map(|op| op.id), operator, "the core failed");
    }
    let tag = op.map_or("", |op| op.tag);
    match error {
        Error::Invalid(faults) => {
            let texts: Vec<String> = faults
                .iter()
                .take(NAMED)
                .map(|fault| format!("{} {}", translate::field(tag, fault.field), fault.message))
                .collect();
            let more = faults.len().saturating_sub(NAMED);
            let rest = if more > 0 { format!("; and {more} more") } else { String::new() };
            (400, texts.join("; ") + &rest)
        }
        Error::NotFound(noun) => (404, format!("No such {noun}")),
        Error::Duplicate { field } => {
            (conflict(op), format!("{} is already in use", translate::field(tag, field)))
        }
        Error::WrongState { message } => (400, message),
        Error::Conflict { message } => (conflict(op), message),
        Error::Forbidden { message } => (403, message),
        Error::BadCredentials => (401, "Invalid credentials".into()),
        Error::NotImplemented(id) => (501, format!("{id} is not implemented")),
        Error::Unavailable { .. } | Error::Internal { .. } => internal(),
    }
}

/// 409 where the document has it (provisioning), 400 elsewhere: FIDELITY, contradiction 17.
fn conflict(op: Option<&'static Operation>) -> u16 {
    if op.is_some_and(|op| op.statuses.contains(&409)) { 409 } else { 400 }
}

fn internal() -> (u16, String) {
    (500, "Internal server error".into())
}
