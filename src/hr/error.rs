//! The few ways a verb can fail, with what the caller may read apart from the operator's part.

use std::fmt;

use sea_orm::{DbErr, SqlErr};

/// One fault in what was asked, named by the core's own field name.
///
/// The message continues the sentence that the field begins ("must not be empty") and never
/// repeats the caller's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub field: &'static str,
    pub message: String,
}

/// Why a verb did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Fields that break a rule; never empty.
    Invalid(Vec<Fault>),
    /// No such record in the company, by its noun ("position").
    NotFound(&'static str),
    /// Another record already has this value.
    Duplicate { field: &'static str },
    /// The record is in a state that does not allow this.
    WrongState { message: String },
    /// The caller may not do this.
    Forbidden { message: String },
    /// It contradicts other records, for instance because it is still in use.
    Conflict { message: String },
    /// Unknown name or client, or a wrong secret; which of them is not said.
    BadCredentials,
    /// A capability that is not written yet.
    NotImplemented(&'static str),
    /// Try later: the database cannot be reached or is too busy.
    Unavailable { operator: String },
    /// Our own fault.
    Internal { operator: String },
}

impl Error {
    /// One wrong field.
    pub fn invalid(field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![Fault { field, message: message.into() }])
    }

    pub fn wrong_state(message: impl Into<String>) -> Self {
        Self::WrongState { message: message.into() }
    }

    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::Forbidden { message: message.into() }
    }

    pub fn conflict(message: impl Into<String>) -> Self {
        Self::Conflict { message: message.into() }
    }

    pub fn internal(operator: impl Into<String>) -> Self {
        Self::Internal { operator: operator.into() }
    }

    pub fn not_implemented(operation: &'static str) -> Self {
        Self::NotImplemented(operation)
    }

    /// What only the operator may read; goes to the log, never into an answer.
    pub fn operator(&self) -> Option<&str> {
        match self {
            Self::Unavailable { operator } | Self::Internal { operator } => Some(operator),
            _ => None,
        }
    }
}

/// What the caller may read.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(faults) => {
                for (n, fault) in faults.iter().enumerate() {
                    let gap = if n == 0 { "" } else { "; " };
                    write!(f, "{gap}{} {}", fault.field, fault.message)?;
                }
                Ok(())
            }
            Self::NotFound(noun) => write!(f, "{noun} not found"),
            Self::Duplicate { field } => write!(f, "{field} is already in use"),
            Self::WrongState { message }
            | Self::Forbidden { message }
            | Self::Conflict { message } => f.write_str(message),
            Self::BadCredentials => f.write_str("wrong credentials"),
            Self::NotImplemented(operation) => write!(f, "{operation} is not implemented"),
            Self::Unavailable { .. } => f.write_str("temporarily unavailable"),
            Self::Internal { .. } => f.write_str("internal error"),
        }
    }
}

impl std::error::Error for Error {}

/// Fields that have a unique index; `ux_<table>__<field>` ends with one of them.
const UNIQUE: [(&str, &str); 17] = [
    ("contact_email_key", "contact_email"),
    ("email_key", "email"),
    ("username_key", "username"),
    ("sign_in_key", "sign_in"),
    ("role_key", "key"),
    ("public_id", "public_id"),
    ("client_id", "client_id"),
    ("number_key", "number"),
    ("directory_name_key", "directory_name"),
    ("name_key", "name"),
    ("code_key", "code"),
    ("candidate_id", "candidate"),
    ("tag_key", "tag"),
    ("token_hash", "secret"),
    ("key_hash", "secret"),
    ("app_id", "app_id"),
    ("starts_on", "starts_on"),
];

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(text)) => {
                return match UNIQUE.iter().find(|(column, _)| text.contains(column)) {
                    Some((_, field)) => Self::Duplicate { field },
                    None => Self::conflict("another record has the same key"),
                };
            }
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => {
                return Self::conflict("still in use, or refers to something that does not exist");
            }
            _ => {}
        }
        let operator = error.to_string();
        let busy = matches!(error, DbErr::Conn(_) | DbErr::ConnectionAcquire(_))
            || ["database is locked", "deadlock detected", "could not serialize"]
                .iter()
                .any(|sign| operator.contains(sign));
        if busy { Self::Unavailable { operator } } else { Self::Internal { operator } }
    }
}

/// Collects all faults of one request, so that the caller hears of them at once.
#[derive(Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Notes a fault of `field` unless the rule `holds`.
    pub fn check(&mut self, holds: bool, field: &'static str, message: &str) -> &mut Self {
        if !holds {
            self.0.push(Fault { field, message: message.to_owned() });
        }
        self
    }

    /// Notes a fault where a required text is empty.
    pub fn filled(&mut self, field: &'static str, value: &str) -> &mut Self {
        self.check(!value.is_empty(), field, "must not be empty")
    }

    /// `Ok` where nothing was noted.
    pub fn result(&mut self) -> Result<(), Error> {
        let faults = std::mem::take(&mut self.0);
        if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
    }
}
