//! Documents: files that belong to one employee, and with whom they are shared.

mod expired;
mod rules;
mod shares;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{DocumentId, EmployeeId};
use crate::link::Link;

pub(crate) use expired::expired;
pub use verbs::{change, create, delete, get, list, list_by, list_of, read};

coded! {
    /// What a share allows.
    pub enum Permission("document permission") {
        Read = 1,
        Download = 2,
    }
}

coded! {
    /// Who may see a document besides those with whom it is shared.
    pub enum Audience("document audience") {
        Admin = 1,
        /// Administrators and the manager of its owner.
        Manager = 2,
        /// The owner as well.
        Employee = 3,
    }
}

/// Whether a document still holds: follows from what is kept of it and the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Active,
    /// Enabled, but its last day is over.
    Expired,
    /// Not enabled any more.
    Archived,
}

impl Status {
    fn of(enabled: bool, valid_until: Option<NaiveDate>, today: NaiveDate) -> Self {
        match valid_until {
            _ if !enabled => Self::Archived,
            Some(last) if last < today => Self::Expired,
            _ => Self::Active,
        }
    }
}

/// Which documents a list shows, and in which order; the default shows all, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of these only; none at all where the list is empty.
    pub employees: Option<Vec<EmployeeId>>,
    pub names: Option<Vec<String>>,
    pub status: Option<Vec<Status>>,
    pub visible_to: Option<Vec<Audience>>,
    pub order: Order,
    /// Whether the highest comes first.
    pub descending: bool,
}

impl Filter {
    /// This employee alone, or nobody where the filter names others only.
    fn employees_of(&self, one: EmployeeId) -> Option<Vec<EmployeeId>> {
        let named = self.employees.as_ref().is_none_or(|ids| ids.contains(&one));
        Some(if named { vec![one] } else { Vec::new() })
    }
}

/// What documents can be ordered by; equal ones by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Id,
    Employee,
    Name,
    Added,
    ValidUntil,
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
    /// The day on which it came in; that of making where it is not said.
    pub added_on: NaiveDate,
    /// The last day on which it holds; always where it is not said.
    pub valid_until: Option<NaiveDate>,
    pub visible_to: Audience,
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
    /// The day on which it came in; that of making where it is not said.
    pub added_on: NaiveDate,
    /// The last day on which it holds; always where it is not said.
    pub valid_until: Option<NaiveDate>,
    pub visible_to: Audience,
    /// In the order of the employees' ids, each at most once.
    pub shares: Vec<Share>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Summary {
    /// Whether it holds on the day `today`.
    pub fn status(&self, today: NaiveDate) -> Status {
        Status::of(self.enabled, self.valid_until, today)
    }
}

impl Document {
    /// Whether it holds on the day `today`.
    pub fn status(&self, today: NaiveDate) -> Status {
        Status::of(self.enabled, self.valid_until, today)
    }
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
    pub added_on: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    pub visible_to: Audience,
    /// An employee at most once.
    pub shares: Vec<Share>,
}

impl NewDocument {
    /// An enabled document with nothing but its owner, who may see it, and its name.
    pub fn new(employee: EmployeeId, name: &str) -> Self {
        Self {
            employee,
            name: name.to_owned(),
            file: None,
            description: None,
            enabled: true,
            external_id: None,
            added_on: None,
            valid_until: None,
            visible_to: Audience::Employee,
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
    pub valid_until: Patch<NaiveDate>,
    pub visible_to: Option<Audience>,
    /// Replaces the whole list; an employee at most once.
    pub shares: Option<Vec<Share>>,
}
