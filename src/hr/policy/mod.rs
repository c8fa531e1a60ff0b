//! Policies: texts that a company asks its people to read, and who has acknowledged them.

mod acknowledgements;
mod rules;
mod store;
mod targets;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{DepartmentId, EmployeeId, PolicyId};
use crate::link::Link;

pub use verbs::{acknowledge, acknowledged, archive, change, create, delete, get, list};

coded! {
    /// Whom a policy addresses.
    pub enum Audience("policy audience") {
        /// Everybody in the company.
        Global = 1,
        /// Who is in one of its departments.
        Departments = 2,
        /// Its employees, one by one.
        Employees = 3,
    }
}

coded! {
    /// Where a policy stands; any may follow any other.
    pub enum Status("policy status") {
        Draft = 1,
        Active = 2,
        Archived = 3,
    }
}

/// A policy and whom it addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    pub id: PolicyId,
    pub title: String,
    pub audience: Audience,
    /// In the order of ids; empty for any other audience.
    pub departments: Vec<DepartmentId>,
    /// In the order of ids; empty for any other audience.
    pub employees: Vec<EmployeeId>,
    /// Where its text lies.
    pub attachment: Option<Link>,
    pub effective_on: Option<NaiveDate>,
    /// The last day for acknowledging it; not compared with the first day of effect.
    pub acknowledge_by: Option<NaiveDate>,
    /// Whether it must be acknowledged.
    pub mandatory: bool,
    /// What was last said about dropping the acknowledgements so far.
    pub reset_acknowledgements: bool,
    pub status: Status,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new policy is made of; it begins as a draft.
#[derive(Clone, Debug)]
pub struct NewPolicy {
    pub title: String,
    pub audience: Audience,
    /// Left out unless the audience is departments.
    pub departments: Vec<DepartmentId>,
    /// Left out unless the audience is employees.
    pub employees: Vec<EmployeeId>,
    pub attachment: Option<Link>,
    pub effective_on: Option<NaiveDate>,
    pub acknowledge_by: Option<NaiveDate>,
    pub mandatory: bool,
    pub reset_acknowledgements: bool,
}

impl NewPolicy {
    /// A policy for everybody with nothing but its title.
    pub fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            audience: Audience::Global,
            departments: Vec::new(),
            employees: Vec::new(),
            attachment: None,
            effective_on: None,
            acknowledge_by: None,
            mandatory: false,
            reset_acknowledgements: false,
        }
    }
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct PolicyChange {
    pub title: Option<String>,
    pub audience: Option<Audience>,
    /// Replaces the whole list; left out unless the audience is departments then.
    pub departments: Option<Vec<DepartmentId>>,
    /// Replaces the whole list; left out unless the audience is employees then.
    pub employees: Option<Vec<EmployeeId>>,
    pub attachment: Patch<Link>,
    pub effective_on: Patch<NaiveDate>,
    pub acknowledge_by: Patch<NaiveDate>,
    pub mandatory: Option<bool>,
    /// `true` drops the acknowledgements so far.
    pub reset_acknowledgements: Option<bool>,
    pub status: Option<Status>,
}
