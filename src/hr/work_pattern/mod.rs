//! Work patterns: how long an employee works on each day of a week, from a day on until the next.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::code::coded;
use crate::id::{EmployeeId, WorkPatternId};

pub(crate) use store::{between, in_force};
pub use verbs::{create, current, get, of_dates};

coded! {
    /// What an employee's time off is counted in.
    pub enum Unit("work unit") { Days = 0, Hours = 1 }
}

/// A working week of one employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkPattern {
    pub id: WorkPatternId,
    pub employee: EmployeeId,
    /// In force from this day until another pattern of the employee begins.
    pub starts_on: NaiveDate,
    /// Minutes of work a day, Monday first: 0 to 1440; 0 is a day off.
    pub minutes: [i32; 7],
    pub unit: Unit,
    /// The caller's own marks of the days, Monday first.
    pub labels: [Option<u8>; 7],
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new pattern is made of.
#[derive(Clone, Debug)]
pub struct NewWorkPattern {
    pub employee: EmployeeId,
    pub starts_on: NaiveDate,
    pub minutes: [i32; 7],
    pub unit: Unit,
    pub labels: [Option<u8>; 7],
}

impl WorkPattern {
    /// Minutes of work on the weekday of `day`.
    pub fn minutes_on(&self, day: NaiveDate) -> i32 {
        let weekday = day.weekday().num_days_from_monday() as usize;
        self.minutes.get(weekday).copied().unwrap_or(0)
    }

    /// Minutes of work in a week.
    pub fn week(&self) -> i32 {
        self.minutes.iter().sum()
    }
}

/// The pattern that holds on `day`, of one employee's patterns in the order of their begin.
pub fn holding(patterns: &[WorkPattern], day: NaiveDate) -> Option<&WorkPattern> {
    patterns.iter().rev().find(|pattern| pattern.starts_on <= day)
}
