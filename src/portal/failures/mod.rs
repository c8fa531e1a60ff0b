//! Every way in which a call can fail, told by the API's own envelope: the catalogue cannot drift.

mod words;

use futures_util::FutureExt;
use poem::Response;
use serde_json::Value;
use wire::{
    Denied, Dialect, Fault, Forbidden, Number, Operation, Place, Refusal, TenantRefusal, Violations,
};

/// One failure, as a caller sees it.
#[derive(Clone, Debug)]
pub struct Failure {
    pub status: u16,
    /// A code that stands beside the message; empty where the API has none.
    pub code: String,
    /// The text for people, without the caller's values.
    pub message: String,
    /// The whole body.
    pub body: String,
    pub why: Why,
}

/// What led to a failure; it knows cause and cure in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    NoPath,
    NoMethod,
    TooLarge,
    MediaType,
    NoProof,
    OddProof,
    WrongProof,
    OldProof,
    Limit,
    Scope,
    Role,
    NoCompany,
    OddCompany,
    OtherCompany,
    Broken,
    /// A field breaks its schema.
    Field(&'static str),
    /// What is found in the records stands against it.
    NoRecord,
    Taken,
    State,
    InUse,
    NotTheirs,
    BadCredentials,
    Rule,
    /// Something stands against leave.
    Leave,
}

impl Failure {
    /// What an envelope answered; `None` where its body cannot be read at once.
    pub fn told(answer: Response, why: Why) -> Option<Self> {
        let status = answer.status().as_u16();
        let body = answer.into_body().into_string().now_or_never()?.ok()?;
        let value: Value = serde_json::from_str(&body).unwrap_or_default();
        let code = ["error", "scimType", "Code"].iter().find_map(|key| text_at(&value, key));
        let keys = ["errors", "errorMessage", "error_description", "detail", "Message", "message"];
        let message = keys.iter().find_map(|key| text_at(&value, key)).unwrap_or_default();
        Some(Failure { status, code: code.unwrap_or_default(), message, body, why })
    }

    /// What the edge refuses, whatever the records say.
    pub fn of_edge<D: Dialect>(dialect: &D) -> Vec<Self> {
        let mut out = Vec::new();
        let mut add = |op: Option<&'static Operation>, refusal, why| {
            out.extend(Failure::told(dialect.envelope(op, refusal), why));
        };
        add(None, Refusal::NotFound, Why::NoPath);
        add(None, Refusal::MethodNotAllowed { allow: "GET".to_owned() }, Why::NoMethod);
        for op in representatives(D::API.operations) {
            for (refusal, why) in refusals(D::API, op) {
                add(Some(op), refusal, why);
            }
        }
        once(out, D::API.operations)
    }

    /// The cause, in words.
    pub(crate) fn cause(&self) -> &'static str {
        self.why.words().0
    }

    /// What the caller does about it.
    pub(crate) fn cure(&self) -> &'static str {
        self.why.words().1
    }
}

impl Why {
    /// Cause and cure, in words.
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        words::of(self)
    }
}

/// The same message only once, and only with a status that is documented or needs no operation.
pub fn once(all: Vec<Failure>, operations: &[&'static Operation]) -> Vec<Failure> {
    let documented = |it: &Failure| {
        matches!(it.why, Why::NoPath | Why::NoMethod)
            || operations.iter().any(|op| op.statuses.contains(&it.status))
    };
    let mut out: Vec<Failure> = Vec::new();
    for it in all.into_iter().filter(documented) {
        let same = |other: &Failure| {
            (&other.message, &other.code, other.status, other.why)
                == (&it.message, &it.code, it.status, it.why)
        };
        if !out.iter().any(same) {
            out.push(it);
        }
    }
    out.sort_by_key(|it| it.status);
    out
}

/// One operation for each envelope, way of signing in and role.
pub fn representatives(all: &'static [&'static Operation]) -> Vec<&'static Operation> {
    let kind = |op: &Operation| {
        let scheme = op.security.first().map(|way| way.scheme);
        (op.envelope, scheme, op.role, op.tenant, op.media.is_empty())
    };
    let mut out: Vec<&'static Operation> = Vec::new();
    for op in all {
        if !out.iter().any(|other| kind(other) == kind(op)) {
            out.push(op);
        }
    }
    out
}

fn refusals<E>(api: &'static wire::Api, op: &'static Operation) -> Vec<(Refusal<E>, Why)> {
    let mut out = vec![(Refusal::Panicked, Why::Broken)];
    let public = op.security.is_empty();
    if !public {
        out.extend([
            (Refusal::Unauthenticated(Denied::Missing), Why::NoProof),
            (Refusal::Unauthenticated(Denied::Malformed), Why::OddProof),
            (Refusal::Unauthenticated(Denied::Invalid), Why::WrongProof),
            (Refusal::Unauthenticated(Denied::Expired), Why::OldProof),
        ]);
    }
    if op.statuses.contains(&429) {
        out.push((Refusal::limited(30), Why::Limit));
    }
    if let Some(role) = op.role {
        out.push((Refusal::Forbidden(Forbidden::Role(role)), Why::Role));
    }
    if let Some(way) = op.security.iter().find(|way| !way.scopes.is_empty()) {
        out.push((Refusal::Forbidden(Forbidden::Scope(way.scopes)), Why::Scope));
    }
    if api.tenant_header.is_some() && op.tenant != wire::Tenancy::None {
        out.extend([
            (Refusal::Tenant(TenantRefusal::Missing), Why::NoCompany),
            (Refusal::Tenant(TenantRefusal::Invalid), Why::OddCompany),
            (Refusal::Tenant(TenantRefusal::Unknown), Why::OtherCompany),
        ]);
    }
    if !op.media.is_empty() {
        out.push((Refusal::TooLarge { limit: op.max_body }, Why::TooLarge));
        out.push((Refusal::UnsupportedType { expected: op.media }, Why::MediaType));
        let field = |(fault, cure)| {
            (Refusal::Invalid(Violations::one(Place::Body, "/field", fault)), Why::Field(cure))
        };
        out.extend(faults().into_iter().map(field));
    }
    out
}

/// Every fault that a field can have, with its cure.
fn faults() -> Vec<(Fault, &'static str)> {
    let n = Number::Int(1);
    vec![
        (Fault::Missing, "Send it; it is required."),
        (Fault::Null, "Leave it out or give it a value; null is not allowed here."),
        (Fault::Type("a string"), "Send another JSON type: text in quotes, numbers without."),
        (Fault::Unreadable { line: 1, column: 2 }, "Mend the JSON at this place."),
        (Fault::TooLong(100), "Shorten it; characters count, not bytes."),
        (Fault::TooShort(1), "Fill it, or leave it out where it is optional."),
        (Fault::TooShort(8), "Lengthen it."),
        (Fault::TooBig(1_048_576), "Send a smaller file."),
        (Fault::Pattern, "Follow the pattern in the document."),
        (Fault::Nul, "Remove the character; no text may contain it."),
        (Fault::Format("date"), "Write it as the format says; a date is 2026-11-30."),
        (Fault::NotListed(&["a", "b"]), "Use one of the codes that the message names."),
        (Fault::Min { bound: n, exclusive: false }, "Raise it to the bound."),
        (Fault::Min { bound: n, exclusive: true }, "Raise it above the bound."),
        (Fault::Max { bound: n, exclusive: false }, "Lower it to the bound."),
        (Fault::Max { bound: n, exclusive: true }, "Lower it below the bound."),
        (Fault::MultipleOf(n), "Round it to the step."),
        (Fault::TooMany(100), "Send fewer entries, in several calls if need be."),
        (Fault::TooFew(2), "Send more entries."),
        (Fault::Duplicate, "Name each entry once."),
        (Fault::Unknown, "Remove the field, or correct its spelling."),
        (Fault::Repeated, "Send it once."),
        (Fault::TooDeep(64), "Flatten the body."),
    ]
}

/// The first text under this key, wherever it is in the body.
fn text_at(value: &Value, key: &str) -> Option<String> {
    match value {
        Value::Object(all) => all
            .get(key)
            .and_then(first_text)
            .or_else(|| all.values().find_map(|inner| text_at(inner, key))),
        Value::Array(all) => all.iter().find_map(|inner| text_at(inner, key)),
        _ => None,
    }
}

/// The text itself, or the first of a list, or of a map of lists.
fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(all) => all.first()?.as_str().map(str::to_owned),
        Value::Object(all) => all.values().next()?.get(0)?.as_str().map(str::to_owned),
        _ => None,
    }
}
