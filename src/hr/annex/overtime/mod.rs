//! Overtime: what somebody worked on top, and of which type it is.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};

use super::Person;
use crate::code::coded;
use crate::id::{DepartmentId, EmployeeId, OvertimeId, OvertimeTypeId};
use crate::work_pattern::Unit;

pub(crate) use store::{approved_minutes, pending};
pub use verbs::{add_type, create, get, types};

coded! {
    /// Where overtime stands.
    pub enum Status("overtime status") {
        Pending = 1,
        Approved = 2,
        Declined = 3,
        Cancelled = 4,
    }
}

/// A type of overtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OvertimeType {
    pub id: OvertimeTypeId,
    pub name: String,
    /// `#rrggbb`.
    pub colour: String,
}

/// Overtime of one employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overtime {
    pub id: OvertimeId,
    pub employee: Person,
    pub department: Option<DepartmentId>,
    /// Empty for who is in none.
    pub department_name: String,
    pub kind: OvertimeType,
    pub status: Status,
    pub first_day: NaiveDate,
    /// Never before the first day.
    pub last_day: NaiveDate,
    pub unit: Unit,
    pub minutes: i32,
    pub note: Option<String>,
    /// Whether it is given back as time off.
    pub in_lieu: bool,
    pub created_at: DateTime<Utc>,
}

/// What new overtime is made of.
#[derive(Clone, Debug)]
pub struct NewOvertime {
    pub employee: EmployeeId,
    pub kind: OvertimeTypeId,
    pub status: Status,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub unit: Unit,
    pub minutes: i32,
    pub note: Option<String>,
    pub in_lieu: bool,
}
