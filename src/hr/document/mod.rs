//! Documents: files that belong to one employee, and with whom they are shared.

mod rules;
mod shares;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{DocumentId, EmployeeId};
use crate::link::Link;

pub use verbs::{change, create, delete, get, list};

coded! {
    /// What a share allows.
    pub enum Permission("document permission") {
        Read = 1,
        Download = 2,
    }
}

/// A document as lists show it: without its shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub id: DocumentId,
    /// To whom it belongs.
    pub employee: EmployeeId,
    pub name: String,
    pub file: Option<Link>,
    pub description: Option<String>,
    pub enabled: bool,
    pub external_id: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A document with its shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub id: DocumentId,
    /// To whom it belongs.
    pub employee: EmployeeId,
    pub name: String,
    pub file: Option<Link>,
    pub description: Option<String>,
    pub enabled: bool,
    pub external_id: Option<String>,
    /// In the order of the employees' ids, each at most once.
    pub shares: Vec<Share>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// An employee who may see a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub employee: EmployeeId,
    pub permission: Permission,
}

/// What a new document is made of.
#[derive(Clone, Debug)]
pub struct NewDocument {
    pub employee: EmployeeId,
    pub name: String,
    pub file: Option<Link>,
    pub description: Option<String>,
    pub enabled: bool,
    pub external_id: Option<String>,
    /// An employee at most once.
    pub shares: Vec<Share>,
}

impl NewDocument {
    /// An enabled document with nothing but its owner and name.
    pub fn new(employee: EmployeeId, name: &str) -> Self {
        Self {
            employee,
            name: name.to_owned(),
            file: None,
            description: None,
            enabled: true,
            external_id: None,
            shares: Vec::new(),
        }
    }
}

/// What is to change; the default changes nothing. A document never changes its owner.
#[derive(Clone, Debug, Default)]
pub struct DocumentChange {
    pub name: Option<String>,
    pub file: Patch<Link>,
    pub description: Patch<String>,
    pub enabled: Option<bool>,
    pub external_id: Patch<String>,
    /// Replaces the whole list; an employee at most once.
    pub shares: Option<Vec<Share>>,
}
