//! Whole records: an employee, the department they are in and their details as one, for whoever
//! may see them.
//!
//! Admins may do everything but end themselves. Others see and change the records in their sight,
//! except for what an employment consists of: see [`change`].

mod account;
mod details;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;
mod zone;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::{Employee, EmployeeChange, Employment, NewEmployee, Status};
use crate::Patch;
use crate::access::Level;
use crate::id::{DepartmentId, EmployeeId, PositionId, UserId};

pub use account::{NewAccount, open_account};
pub use details::{
    CustomChange, Details, DetailsChange, MaritalStatus, PapersChange, PersonChange, TermsChange,
};
pub(crate) use verbs::forget;
pub use verbs::{change, create, delete, get, list};
pub(crate) use zone::zone_of;

/// An employee with department and details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub employee: Employee,
    pub department: Option<DepartmentId>,
    pub details: Details,
}

/// The account that an employee signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub user: UserId,
    /// Whether it can sign in at all.
    pub active: bool,
    pub level: Level,
}

/// A record with what it refers to.
#[derive(Clone, Debug)]
pub struct Shown {
    pub record: Record,
    pub department_name: Option<String>,
    pub position_name: Option<String>,
    /// First and last names of manager, approvers and indirect managers.
    pub names: BTreeMap<EmployeeId, String>,
    pub account: Option<Account>,
    /// Now, where the employee works.
    pub local_time: DateTime<Tz>,
}

/// An employee as the list of records shows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: EmployeeId,
    pub number: Option<String>,
    pub first_name: String,
    pub last_name: String,
    pub preferred_name: Option<String>,
    pub email: String,
    pub phone: Option<String>,
    pub work_phone: Option<String>,
    pub country: Option<String>,
    pub city: Option<String>,
    pub status: Status,
    pub employment: Option<Employment>,
    pub hired_on: Option<NaiveDate>,
    pub position: Option<PositionId>,
    pub manager: Option<EmployeeId>,
    pub department: Option<DepartmentId>,
}

/// What a list is sorted by; the id decides between equals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Id,
    Number,
    FirstName,
    LastName,
    Email,
    HiredOn,
    Status,
}

/// Which records a list shows and how; the default shows all that the viewer sees, by id.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a name, an e-mail address, a staff number or the number of a paper, or the two
    /// letters of a country, whatever the case.
    pub search: Option<String>,
    /// Employed, or gone.
    pub active: Option<bool>,
    pub departments: Option<Vec<DepartmentId>>,
    pub positions: Option<Vec<PositionId>>,
    pub managers: Option<Vec<EmployeeId>>,
    pub employments: Option<Vec<Employment>>,
    pub sort: Sort,
    pub descending: bool,
}

/// What a new record is made of.
#[derive(Clone, Debug)]
pub struct NewRecord {
    /// The role is not looked at: a new employee is an employee.
    pub employee: NewEmployee,
    /// What is known besides; it wins.
    pub more: RecordChange,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct RecordChange {
    pub employee: EmployeeChange,
    /// First, second and third approver; those that remain close ranks.
    pub approvers: [Patch<EmployeeId>; super::persons::APPROVERS],
    pub department: Patch<DepartmentId>,
    pub details: DetailsChange,
    /// Whether they work here; who does not has left, on the day below or today. Nothing changes
    /// for who is so already.
    pub active: Option<bool>,
    /// Only of who has left, then or before.
    pub resigned_on: Patch<NaiveDate>,
}
