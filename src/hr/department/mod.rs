//! Departments: who leads them and who is in them; a person is in one at most.

mod members;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};

use crate::Patch;
use crate::id::{DepartmentId, EmployeeId};

pub(crate) use members::{in_any, join, leave, members_of, of_employee};
pub(crate) use store::{known, min_staff, name, with_below};
pub use verbs::{all, change, create, delete, dissolve, get, list, names, of_employees};

/// A department with its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
    pub leader: EmployeeId,
    /// First and last name.
    pub leader_name: String,
    /// Where it stands in a display.
    pub order_number: Option<i32>,
    pub active: bool,
    pub description: Option<String>,
    /// The fewest people that must be at work on a day; unwatched where it is not said.
    pub min_staff: Option<i32>,
    /// In the order of ids; the leader is one only where added.
    pub members: Vec<EmployeeId>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new department is made of.
#[derive(Clone, Debug)]
pub struct NewDepartment {
    pub name: String,
    pub leader: EmployeeId,
    pub order_number: Option<i32>,
    pub active: bool,
    pub description: Option<String>,
    pub min_staff: Option<i32>,
    /// They leave the department that they were in.
    pub members: Vec<EmployeeId>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct DepartmentChange {
    pub name: Option<String>,
    pub leader: Option<EmployeeId>,
    pub order_number: Patch<i32>,
    pub active: Option<bool>,
    pub description: Patch<String>,
    pub min_staff: Patch<i32>,
    /// Replaces the whole list.
    pub members: Option<Vec<EmployeeId>>,
}
