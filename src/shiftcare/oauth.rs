//! The token endpoint's own failures: RFC 6749 section 5.2, the codes of vendor section 20.3.

use hr::Error;
use poem::Response;
use poem::http::{HeaderValue, header};
use serde::Serialize;
use wire::{Fault, Refusal, Violations, answer};

/// One failure of the token endpoint.
#[derive(Debug, Serialize)]
pub struct Failure {
    #[serde(skip)]
    status: u16,
    error: &'static str,
    error_description: String,
}

impl Failure {
    fn new(status: u16, error: &'static str, description: impl Into<String>) -> Failure {
        Failure { status, error, error_description: description.into() }
    }

    /// What RFC 6749 has a code for; the rest (429, 500, …) stays in the standard envelope.
    pub fn of(refusal: &Refusal<Error>) -> Option<Failure> {
        let invalid = |text: String| Some(Failure::new(400, "invalid_request", text));
        match refusal {
            Refusal::Invalid(violations) => Some(Self::of_violations(violations)),
            Refusal::UnsupportedType { expected } => {
                invalid(format!("Content-Type must be {}", expected.join(" or ")))
            }
            Refusal::TooLarge { limit } => {
                invalid(format!("Request body must be at most {limit} bytes"))
            }
            Refusal::Handler(error) => Self::of_error(error),
            _ => None,
        }
    }

    fn of_violations(violations: &Violations) -> Failure {
        for violation in violations {
            let code = match (violation.field().as_str(), &violation.fault) {
                ("grant_type", Fault::NotListed(_)) => "unsupported_grant_type",
                ("scope", Fault::Pattern | Fault::TooLong(_)) => "invalid_scope",
                _ => continue,
            };
            return Failure::new(400, code, violation.to_string());
        }
        Failure::new(400, "invalid_request", violations.joined(5))
    }

    fn of_error(error: &Error) -> Option<Failure> {
        match error {
            Error::BadCredentials => {
                Some(Failure::new(401, "invalid_client", "Unknown client or wrong secret"))
            }
            Error::Invalid(faults) => {
                let scope = faults.iter().any(|fault| fault.field == "scope");
                let code = if scope { "invalid_scope" } else { "invalid_request" };
                Some(Failure::new(400, code, error.to_string()))
            }
            Error::Forbidden { message } => {
                Some(Failure::new(400, "unauthorized_client", message.clone()))
            }
            _ => None,
        }
    }

    /// The answer, never to be stored; a 401 says how a client may authenticate.
    pub fn answer(&self) -> Response {
        let mut answer = answer::json_or_empty(self.status, self);
        answer::header(&mut answer, "cache-control", "no-store");
        answer::header(&mut answer, "pragma", "no-cache");
        if self.status == 401 {
            let value = HeaderValue::from_static("Basic realm=\"token\"");
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, value);
        }
        answer
    }
}

/// The scopes that a token gets when none are asked for; vendor section 2.2.
const DEFAULT: &str = "read write";

/// The scopes of a new token: those asked for, which must be known and open to the client.
///
/// # Errors
/// `Invalid` on `scope`, which the endpoint answers with `invalid_scope`.
pub fn scopes(client: &hr::access::Client, asked: Option<&str>) -> Result<Vec<String>, Error> {
    let asked = asked.filter(|text| !text.trim().is_empty()).unwrap_or(DEFAULT);
    let mut scopes: Vec<String> = Vec::new();
    for scope in asked.split(' ').filter(|scope| !scope.is_empty()) {
        if !known(scope) || !client.allows(scope) {
            return Err(Error::invalid("scope", "names a scope that is unknown or not allowed"));
        }
        if !scopes.iter().any(|s| s == scope) {
            scopes.push(scope.to_owned());
        }
    }
    Ok(scopes)
}

/// A scope of some operation, or one of the coarse two.
fn known(scope: &str) -> bool {
    let listed = |op: &wire::Operation| op.security.iter().any(|r| r.scopes.contains(&scope));
    matches!(scope, "read" | "write")
        || shiftcare_server::API.operations.iter().any(|op| listed(op))
}

/// Undoes the form encoding of a Basic id or secret; what is not encoded stays as it is.
pub fn form_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = |at: usize| after.get(at).and_then(|b| char::from(*b).to_digit(16));
        rest = after;
        match (first, hex(0), hex(1)) {
            (b'+', _, _) => bytes.push(b' '),
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            (other, _, _) => bytes.push(*other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
