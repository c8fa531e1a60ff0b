//! Notifications: what one employee should know, raised by other nouns and read once.

mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::id::EmployeeId;

pub(crate) use verbs::raise;
pub use verbs::{list, mark_read, send};

/// Something that one employee is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    pub id: Uuid,
    pub employee: EmployeeId,
    pub title: String,
    pub body: String,
    /// What it is about, for programs: an object.
    pub data: Value,
    /// Empty until it is read.
    pub read_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

/// What a new notification is made of; it is unread.
#[derive(Clone, Debug)]
pub struct NewNotification {
    pub employee: EmployeeId,
    pub title: String,
    pub body: String,
    pub data: Value,
}
