//! Every way in which a request can end without its success answer.

use crate::rate_limit::Counted;
use crate::violation::Violations;

/// Why there is no success answer. A dialect turns it into bytes in `Dialect::envelope`.
///
/// The guard itself adds `Allow` to 405 and `Retry-After` to 429.
#[derive(Debug)]
pub enum Refusal<E> {
    /// No such route.
    NotFound,
    /// The route exists, but not with this method.
    MethodNotAllowed { allow: String },
    /// The body is longer than `limit` bytes; the status stands in `Api::too_large`.
    TooLarge { limit: u64 },
    /// The body's content type is none of these; the status stands in `Api::unsupported_type`.
    UnsupportedType { expected: &'static [&'static str] },
    /// Nobody was recognised.
    Unauthenticated(Denied),
    /// The budget is used up; `counted` where it was not the guard who counted.
    Limited { retry_after_s: u64, counted: Option<Counted> },
    /// Recognised, but not allowed to do this.
    Forbidden(Forbidden),
    /// The company is not named, or not this caller's.
    Tenant(TenantRefusal),
    /// The request is not what the document asks for.
    Invalid(Violations),
    /// The handler's own failure.
    Handler(E),
    /// Something of ours broke; the operator finds it in the log.
    Panicked,
}

/// Why nobody was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// No credentials were sent.
    Missing,
    /// Credentials of the wrong shape.
    Malformed,
    /// Credentials that are not ours, revoked or badly signed.
    Invalid,
    /// Once good, now too old.
    Expired,
    /// They could not be checked: our failure, 500.
    Unavailable,
}

impl Denied {
    /// Guessing looks like this; an old token or none does not.
    pub fn feeds_brake(self) -> bool {
        matches!(self, Denied::Malformed | Denied::Invalid)
    }
}

/// What the caller lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forbidden {
    /// These scopes, all of them, as the document lists them.
    Scope(&'static [&'static str]),
    /// This role or user level.
    Role(&'static str),
}

/// What is wrong with the company that the request names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TenantRefusal {
    /// Absent or blank.
    Missing,
    /// Nothing that the document allows there.
    Invalid,
    /// Unknown, or not bound to this caller.
    Unknown,
    /// It could not be looked up: our failure, 500.
    Unavailable,
}

impl<E> Refusal<E> {
    /// The budget is used up, as the guard knows.
    pub fn limited(retry_after_s: u64) -> Self {
        Refusal::Limited { retry_after_s, counted: None }
    }
}

impl<E> From<Violations> for Refusal<E> {
    fn from(violations: Violations) -> Self {
        Refusal::Invalid(violations)
    }
}
