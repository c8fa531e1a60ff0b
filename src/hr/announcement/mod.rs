//! Announcements: what the company tells its people, published from one moment until another.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{AnnouncementId, DepartmentId, EmployeeId};

pub use verbs::{change, create, delete, get, list_between, list_published};

/// Whom an announcement addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody in the company.
    Company,
    Department(DepartmentId),
    /// Whoever bears a tag, by its id.
    Tag(i64),
    /// One person.
    Staff(EmployeeId),
}

coded! {
    /// The kind of an [`Audience`] in storage.
    pub enum AudienceKind("announcement audience") {
        Company = 0,
        Department = 1,
        Tag = 2,
        Staff = 3,
    }
}

/// Something the company says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    pub id: AnnouncementId,
    pub title: String,
    pub body: String,
    /// Published from here on.
    pub starts_at: DateTime<Utc>,
    /// No longer published from here on; after the start.
    pub ends_at: Option<DateTime<Utc>>,
    pub audience: Audience,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new announcement is made of.
#[derive(Clone, Debug)]
pub struct NewAnnouncement {
    pub title: String,
    pub body: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: Option<DateTime<Utc>>,
    pub audience: Audience,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct AnnouncementChange {
    pub title: Option<String>,
    pub body: Option<String>,
    pub starts_at: Option<DateTime<Utc>>,
    pub ends_at: Patch<DateTime<Utc>>,
    pub audience: Option<Audience>,
}
