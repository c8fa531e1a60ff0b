//! What a handler fails with: what the core says, and the faults that only SCIM knows.

use workbeats_server::types::ScimError400ScimType;

/// Why a handler did not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    Core(hr::Error),
    /// A fault of RFC 7644 section 3.12; the detail never repeats the caller's values.
    Scim {
        kind: ScimError400ScimType,
        detail: String,
    },
}

impl Failure {
    /// A fault of SCIM.
    pub fn scim(kind: ScimError400ScimType, detail: impl Into<String>) -> Failure {
        Failure::Scim { kind, detail: detail.into() }
    }

    /// There is no such record.
    pub fn missing(noun: &'static str) -> Failure {
        Failure::Core(hr::Error::NotFound(noun))
    }
}

impl From<hr::Error> for Failure {
    fn from(error: hr::Error) -> Failure {
        Failure::Core(error)
    }
}
