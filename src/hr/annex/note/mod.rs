//! Notes about people, and who last changed them.

mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};

use super::Person;
use crate::code::coded;
use crate::id::{EmployeeId, NoteId};

pub use verbs::{change, create, get, list};

coded! {
    /// Who may read a note.
    pub enum Kind("note kind") { Free = 0, Restricted = 1 }
}

/// A note about an employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: NoteId,
    pub employee: EmployeeId,
    pub kind: Kind,
    pub text: String,
    pub changed_at: DateTime<Utc>,
    /// Unknown where nobody stands behind a machine.
    pub changed_by: Option<Person>,
}
