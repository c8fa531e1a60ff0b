//! The one place where a failure becomes WhosOff's bytes: status, envelope, headers.

use hr::Error;
use hr::annex::leave_check::Reason;
use poem::Response;
use poem::http::{HeaderValue, header};
use serde::Serialize;
use wire::{Denied, Forbidden, Operation, Refusal, TenantRefusal, answer};

use crate::translate;

/// What a handler fails with.
#[derive(Debug)]
pub enum Failure {
    Core(Error),
    /// What stands against leave; never empty.
    Leave(Vec<Reason>),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Core(error)
    }
}

/// One thing that is wrong.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Entry {
    code: &'static str,
    message: String,
}

/// The answer to whatever goes wrong: no rows.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Body {
    data: [(); 0],
    errors: Vec<Entry>,
}

/// The text of a refusal that has just one.
fn one(status: u16, code: &'static str, message: impl Into<String>) -> (u16, Vec<Entry>) {
    (status, vec![Entry { code, message: message.into() }])
}

/// Any refusal; every operation has the same envelope.
pub fn refusal(op: Option<&'static Operation>, refusal: Refusal<Failure>) -> Response {
    let challenge = match &refusal {
        Refusal::Unauthenticated(Denied::Missing) | Refusal::Handler(_) => "Bearer",
        _ => "Bearer error=\"invalid_token\"",
    };
    let (status, errors) = explain(op, refusal);
    let mut answer = answer::json_or_empty(status, &Body { data: [], errors });
    if status == 401 {
        let value = HeaderValue::from_static(challenge);
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, value);
    }
    answer
}

/// Status and entries of a refusal.
fn explain(op: Option<&'static Operation>, refusal: Refusal<Failure>) -> (u16, Vec<Entry>) {
    match refusal {
        Refusal::NotFound => one(404, "00404", "No such endpoint"),
        Refusal::MethodNotAllowed { allow } => {
            one(405, "00405", format!("Method not allowed; use {allow}"))
        }
        Refusal::TooLarge { limit } => {
            one(400, "00400", format!("The body must be at most {limit} bytes"))
        }
        Refusal::UnsupportedType { expected } => {
            one(400, "00400", format!("Content-Type must be {}", expected.join(" or ")))
        }
        Refusal::Unauthenticated(denied) => unauthenticated(denied),
        Refusal::Limited { .. } => one(429, "00429", "Too many failed attempts"),
        Refusal::Forbidden(Forbidden::Role("super_user")) => {
            one(403, "00403", "This needs a super user")
        }
        Refusal::Forbidden(Forbidden::Role(_) | Forbidden::Scope(_)) => {
            one(403, "00403", "This needs an approver")
        }
        Refusal::Tenant(TenantRefusal::Missing) => {
            one(400, "00400", "Missing required header: app-id")
        }
        Refusal::Tenant(TenantRefusal::Invalid | TenantRefusal::Unknown) => {
            one(400, "00400", "app-id names no account of this user")
        }
        Refusal::Tenant(TenantRefusal::Unavailable) | Refusal::Panicked => internal(),
        Refusal::Invalid(violations) => {
            let entry = |it: &wire::Violation| Entry { code: "00400", message: it.to_string() };
            (400, violations.iter().map(entry).collect())
        }
        Refusal::Handler(Failure::Core(error)) => core(op, error),
        Refusal::Handler(Failure::Leave(reasons)) => {
            (400, reasons.into_iter().map(against_leave).collect())
        }
    }
}

fn unauthenticated(denied: Denied) -> (u16, Vec<Entry>) {
    let text = match denied {
        Denied::Missing => "The access token is missing",
        Denied::Malformed | Denied::Invalid => "The access token is not valid",
        Denied::Expired => "The access token has expired",
        Denied::Unavailable => return internal(),
    };
    one(401, "00401", text)
}

fn core(op: Option<&'static Operation>, error: Error) -> (u16, Vec<Entry>) {
    if let Some(operator) = error.operator() {
        tracing::error!(op = op.map(|op| op.id), operator, "the core failed");
    }
    match error {
        Error::Invalid(faults) => {
            let entry = |fault: hr::Fault| Entry {
                code: "00400",
                message: format!("{} {}", translate::field(fault.field), fault.message),
            };
            (400, faults.into_iter().map(entry).collect())
        }
        Error::NotFound(noun) => one(400, "00404", format!("No such {}", translate::noun(noun))),
        Error::Duplicate { field } => {
            one(400, "00409", format!("{} is already in use", translate::field(field)))
        }
        Error::WrongState { message } | Error::Conflict { message } => one(400, "00409", message),
        Error::Forbidden { message } => one(403, "00403", message),
        Error::BadCredentials => one(401, "00401", "The credentials are not valid"),
        Error::NotImplemented(id) => {
            tracing::error!(op = id, "an operation is not implemented");
            internal()
        }
        Error::Unavailable { .. } | Error::Internal { .. } => internal(),
    }
}

fn against_leave(reason: Reason) -> Entry {
    let code = match reason {
        Reason::NoAllowance => "004a",
        Reason::UnknownEmployee | Reason::UnknownType => "00404",
        Reason::Backwards
        | Reason::Overlap
        | Reason::NotAvailable
        | Reason::NoticeTooShort
        | Reason::NoteRequired
        | Reason::TooLong
        | Reason::TooShort
        | Reason::Restricted
        | Reason::DepartmentShort
        | Reason::AllowanceExceeded
        | Reason::AllowanceLocked => "00409",
    };
    Entry { code, message: reason.text().into() }
}

fn internal() -> (u16, Vec<Entry>) {
    one(500, "00500", "Internal error")
}
