//! Files: what was uploaded or fetched, by the key under which storage keeps its bytes.

mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};

use crate::id::FileId;

pub(crate) use store::require;
pub use verbs::{by_key, record};

/// A file whose bytes lie in storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub id: FileId,
    /// Random, so that it cannot be guessed.
    pub key: String,
    /// As the uploader called it.
    pub name: String,
    /// `application/pdf`
    pub media_type: String,
    pub size_bytes: i64,
    pub created_at: DateTime<Utc>,
}

/// What is known of a file once its bytes are stored.
#[derive(Clone, Debug)]
pub struct NewFile {
    pub key: String,
    pub name: String,
    pub media_type: String,
    pub size_bytes: i64,
}
