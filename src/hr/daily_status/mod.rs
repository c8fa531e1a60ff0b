//! Daily statuses: how people say they are today, once a day.

mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::NaiveDate;

use crate::id::EmployeeId;

pub(crate) use store::clear;
pub use verbs::{set, today};

/// How somebody is on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailyStatus {
    pub employee: EmployeeId,
    /// The day in the employee's time zone.
    pub day: NaiveDate,
    /// A number that means something to the company.
    pub status: i32,
    /// A number that means something to the company.
    pub feeling: Option<i32>,
    pub message: Option<String>,
}

/// How somebody is now.
#[derive(Clone, Debug)]
pub struct NewDailyStatus {
    pub status: i32,
    pub feeling: Option<i32>,
    pub message: Option<String>,
}
