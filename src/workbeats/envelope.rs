//! The one place where a failure becomes bytes: the vendor's envelope, and that of SCIM.

mod faults;

use hr::Error;
use poem::Response;
use poem::http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use wire::{Denied, Forbidden, Operation, Refusal, TenantRefusal, answer};
use workbeats_server::types::ScimError400ScimType as Kind;

use crate::failure::Failure;
use faults::Faults;

/// The content type of every answer of SCIM that names no other.
const SCIM: &str = "application/scim+json";

const UNAUTHENTICATED: &str = "Unauthenticated";
const FORBIDDEN: &str = "Insufficient permissions for this resource";
const NOT_FOUND: &str = "Resource not found";
const NOT_ALLOWED: &str = "Method not allowed";
const TOO_MANY: &str = "Too many requests";
const BROKEN: &str = "Server error";

/// What went wrong, before it is put into either envelope.
enum Answer {
    /// A status whose text says it all.
    Plain(u16, &'static str),
    /// 400: what was wrong, and the kind of fault that SCIM has for it.
    Invalid(Kind, Faults),
    /// Another record has the value of this field; 409 in SCIM, 400 elsewhere.
    Taken(Faults),
}

/// Any refusal, in the envelope that the operation's row names.
pub fn refusal(op: Option<&'static Operation>, refusal: Refusal<Failure>) -> Response {
    let scim = op.is_some_and(|op| op.envelope == "scim");
    let challenge = match &refusal {
        Refusal::Unauthenticated(Denied::Missing) => "Bearer",
        _ => "Bearer error=\"invalid_token\"",
    };
    let said = explain(op, refusal, scim);
    let mut answer = if scim { scim_answer(said) } else { answer_of(said) };
    if answer.status() == StatusCode::UNAUTHORIZED {
        let value = HeaderValue::from_static(challenge);
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, value);
    }
    answer
}

/// The answer of a path or method that SCIM does not have: it came in the vendor's envelope,
/// because no operation was there to name another.
pub fn stray(answer: Response) -> Response {
    let json = answer.content_type().is_some_and(|media| media == answer::JSON);
    let text = match answer.status() {
        StatusCode::NOT_FOUND if json => NOT_FOUND,
        StatusCode::METHOD_NOT_ALLOWED if json => NOT_ALLOWED,
        _ => return answer,
    };
    let mut told = scim_answer(Answer::Plain(answer.status().as_u16(), text));
    for name in [header::ALLOW, header::HeaderName::from_static("x-request-id")] {
        if let Some(value) = answer.headers().get(&name) {
            told.headers_mut().insert(name, value.clone());
        }
    }
    told
}

#[derive(Serialize)]
struct Message<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<&'a Faults>,
}

fn answer_of(said: Answer) -> Response {
    match said {
        Answer::Plain(status, message) => {
            answer::json_or_empty(status, &Message { message, errors: None })
        }
        Answer::Invalid(_, faults) | Answer::Taken(faults) => {
            let (message, errors) = ("Validation failed", Some(&faults));
            answer::json_or_empty(400, &Message { message, errors })
        }
    }
}

/// RFC 7644 section 3.12.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ScimError {
    schemas: [&'static str; 1],
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    scim_type: Option<&'static str>,
    detail: String,
}

fn scim_answer(said: Answer) -> Response {
    let (status, scim_type, detail) = match said {
        Answer::Plain(status, text) => (status, None, text.to_owned()),
        Answer::Invalid(kind, faults) => (400, Some(kind.as_str()), faults.joined()),
        Answer::Taken(faults) => (409, Some("uniqueness"), faults.joined()),
    };
    let schemas = ["urn:ietf:params:scim:api:messages:2.0:Error"];
    let body = ScimError { schemas, status: status.to_string(), scim_type, detail };
    answer::json_as_or_empty(SCIM, status, &body)
}

fn explain(op: Option<&'static Operation>, refusal: Refusal<Failure>, scim: bool) -> Answer {
    let environment = |why: &str| Answer::Invalid(Kind::InvalidValue, Faults::header(why));
    match refusal {
        Refusal::NotFound => Answer::Plain(404, NOT_FOUND),
        Refusal::MethodNotAllowed { .. } => Answer::Plain(405, NOT_ALLOWED),
        Refusal::TooLarge { limit } => {
            let why = format!("must be at most {limit} bytes");
            Answer::Invalid(Kind::InvalidSyntax, Faults::body(why))
        }
        Refusal::UnsupportedType { expected } => {
            let why = format!("must be sent as {}", expected.join(" or "));
            Answer::Invalid(Kind::InvalidSyntax, Faults::body(why))
        }
        Refusal::Unauthenticated(Denied::Unavailable)
        | Refusal::Tenant(TenantRefusal::Unavailable)
        | Refusal::Panicked => Answer::Plain(500, BROKEN),
        Refusal::Unauthenticated(
            Denied::Missing | Denied::Malformed | Denied::Invalid | Denied::Expired,
        )
        | Refusal::Tenant(TenantRefusal::Unknown) => Answer::Plain(401, UNAUTHENTICATED),
        Refusal::Limited { .. } => Answer::Plain(429, TOO_MANY),
        Refusal::Forbidden(Forbidden::Scope(_) | Forbidden::Role(_)) => {
            Answer::Plain(403, FORBIDDEN)
        }
        Refusal::Tenant(TenantRefusal::Missing) => environment("is required"),
        Refusal::Tenant(TenantRefusal::Invalid) => environment("must be staging or uat"),
        Refusal::Invalid(violations) if scim => faults::of_scim_request(op, &violations),
        Refusal::Invalid(violations) => {
            Answer::Invalid(Kind::InvalidValue, Faults::request(&violations))
        }
        Refusal::Handler(Failure::Scim { kind, detail }) => {
            Answer::Invalid(kind, Faults::told(detail))
        }
        Refusal::Handler(Failure::Core(error)) => core(op, error),
    }
}

fn core(op: Option<&'static Operation>, error: Error) -> Answer {
    if let Some(operator) = error.operator() {
        tracing::error!(op = op.map(|op| op.id), operator, "the core failed");
    }
    match error {
        Error::Invalid(found) => Answer::Invalid(Kind::InvalidValue, Faults::core(op, found)),
        Error::NotFound(_) => Answer::Plain(404, NOT_FOUND),
        Error::Duplicate { field } => Answer::Taken(Faults::taken(op, field)),
        Error::WrongState { message } | Error::Conflict { message } => {
            Answer::Invalid(Kind::InvalidValue, Faults::record(op, message))
        }
        Error::Forbidden { .. } => Answer::Plain(403, FORBIDDEN),
        Error::BadCredentials => Answer::Plain(401, UNAUTHENTICATED),
        Error::NotImplemented(_) => Answer::Plain(501, "Not implemented"),
        Error::Unavailable { .. } | Error::Internal { .. } => Answer::Plain(500, BROKEN),
    }
}
