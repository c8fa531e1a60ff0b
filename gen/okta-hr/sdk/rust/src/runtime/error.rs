//! Every way a call can end badly, apart enough to act on.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;

use crate::Failure;

/// Why a call gave no data. Cloning is cheap; no variant holds a secret.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Error {
    /// The call could not be built: a bad header, an unreadable file, a bad URL.
    Invalid(Fault),
    /// The server could not be reached, or the connection broke.
    Connection(Fault),
    /// No complete answer came in time.
    Timeout {
        /// The operationId.
        operation: &'static str,
        /// How long one attempt may take.
        after: Duration,
    },
    /// The server answered with a status other than 2xx.
    Status(Box<StatusError>),
    /// The answer is a success whose body does not fit its documented type.
    Decode(Fault),
}

/// What went wrong on this side of the wire.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The operationId.
    pub operation: &'static str,
    /// One sentence without values of the caller.
    pub message: String,
    /// What lies beneath, where there is something.
    pub source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

/// A documented (or undocumented) failure that the server answered.
#[derive(Clone)]
pub struct StatusError {
    /// The operationId.
    pub operation: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The typed body, by documented status.
    pub failure: Failure,
    /// The sentence meant for people, where the body has one.
    pub message: Option<String>,
    /// What is wrong with single fields, where the body names them.
    pub field_errors: Vec<FieldError>,
    /// `X-Request-Id` of the answer: quote it when asking the operator.
    pub request_id: Option<String>,
    /// `Retry-After` of the answer.
    pub retry_after: Option<Duration>,
    /// All headers of the answer.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Bytes,
}

/// What the server has against one field of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field as the server names it.
    pub field: String,
    /// One sentence.
    pub message: String,
}

impl Error {
    /// The HTTP status, where the server answered with a failure.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Status(error) => Some(error.status),
            _ => None,
        }
    }

    /// The typed failure, where the server answered with one.
    #[must_use]
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Status(error) => Some(&error.failure),
            _ => None,
        }
    }

    /// `X-Request-Id` of the failed answer.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Status(error) => error.request_id.as_deref(),
            _ => None,
        }
    }

    /// What the server has against single fields; empty where it names none.
    #[must_use]
    pub fn field_errors(&self) -> &[FieldError] {
        match self {
            Self::Status(error) => &error.field_errors,
            _ => &[],
        }
    }

    /// The operationId of the call.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Invalid(fault) | Self::Connection(fault) | Self::Decode(fault) => fault.operation,
            Self::Timeout { operation, .. } => operation,
            Self::Status(error) => error.operation,
        }
    }

    pub(crate) fn invalid(operation: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(Fault { operation, message: message.into(), source: None })
    }

    /// A success status that the document does not list.
    pub(crate) fn undocumented(operation: &'static str, status: u16) -> Self {
        let message = format!("status {status} is not documented");
        Self::Decode(Fault { operation, message, source: None })
    }

    pub(crate) fn decode(
        operation: &'static str,
        message: impl Into<String>,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        Self::Decode(Fault { operation, message: message.into(), source: Some(Arc::new(source)) })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(fault) => write!(f, "{}: {}", fault.operation, fault.message),
            Self::Connection(fault) => {
                write!(f, "{}: no connection: {}", fault.operation, fault.message)
            }
            Self::Timeout { operation, after } => {
                write!(f, "{operation}: no answer within {} s", after.as_secs_f64())
            }
            Self::Status(error) => error.fmt(f),
            Self::Decode(fault) => {
                write!(f, "{}: unexpected answer: {}", fault.operation, fault.message)
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Invalid(fault) | Self::Connection(fault) | Self::Decode(fault) => {
                fault.source.as_deref().map(|e| e as &(dyn std::error::Error + 'static))
            }
            Self::Timeout { .. } | Self::Status(_) => None,
        }
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.status)?;
        if let Some(message) = &self.message {
            write!(f, ": {message}")?;
        }
        if let Some(id) = &self.request_id {
            write!(f, " (request {id})")?;
        }
        Ok(())
    }
}

/// The body is shown by its length only: it may hold personal data.
impl fmt::Debug for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatusError")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("failure", &self.failure)
            .field("request_id", &self.request_id)
            .field("retry_after", &self.retry_after)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}
