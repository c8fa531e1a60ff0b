//! Projects: what people work on, for whom, who is on them, and the time that they take.
//!
//! A project that is deleted takes its assignments with it; the time that was entered stays.

mod people;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod times;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{AssignmentId, EmployeeId, ProjectId};

pub use people::{assign, candidates, unassign};
pub(crate) use store::names;
pub use times::{MonthTime, PersonTime, Time, Times, times};
pub(crate) use verbs::require;
pub use verbs::{change, create, delete, get, list};

coded! {
    /// Where a project stands; it may go from any state to any other.
    pub enum Status("project status") {
        Active = 1,
        OnHold = 2,
        Completed = 3,
        Dropped = 4,
    }
}

/// Something that people work on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    pub id: ProjectId,
    pub name: String,
    /// For whom, by name.
    pub client: Option<String>,
    pub details: Option<String>,
    pub status: Status,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new project is made of.
#[derive(Clone, Debug)]
pub struct NewProject {
    pub name: String,
    pub client: Option<String>,
    pub details: Option<String>,
    pub status: Status,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct ProjectChange {
    pub name: Option<String>,
    pub client: Patch<String>,
    pub details: Patch<String>,
    pub status: Option<Status>,
}

/// Which projects a list shows; the default shows all that one may see.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// One of these; any where it is empty.
    pub ids: Vec<ProjectId>,
    pub status: Vec<Status>,
    pub clients: Vec<String>,
    /// Part of the name, the client or the details, whatever the case.
    pub search: Option<String>,
}

/// What projects are sorted by; those that are alike stand in the order of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Id,
    Name,
    Status,
}

/// How a list of projects is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub by: By,
    /// The last one first.
    pub descending: bool,
}

/// An employee as projects show one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: EmployeeId,
    /// The staff number.
    pub number: Option<String>,
    pub first_name: String,
    pub last_name: String,
}

/// Somebody who is on a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub assignment: AssignmentId,
    pub person: Person,
    pub since: NaiveDate,
}
