//! Timesheets: what an employee worked on in a week, entered by the hour and approved as a whole.
//!
//! A week runs from Sunday to Saturday. Times are those of the clock where the employee works.

mod entries;
mod notices;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{EmployeeId, ProjectId, TimeEntryId, TimesheetId};

pub use entries::{add_entry, change_entry, delete_entry};
pub(crate) use store::approved_seconds;
pub use verbs::{Week, beside, current, decide, get, of_reports, open, own, submit};

coded! {
    /// Where a timesheet stands: submitted by the employee, decided by the supervisor.
    pub enum Status("timesheet status") {
        Pending = 1,
        Submitted = 2,
        /// The entries stay as they are.
        Approved = 3,
        /// May be submitted again.
        Rejected = 4,
    }
}

/// What becomes of a submitted timesheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Approve,
    Reject,
}

/// A week of one employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timesheet {
    pub id: TimesheetId,
    pub employee: EmployeeId,
    /// First and last name.
    pub name: String,
    /// A Sunday; there is one timesheet a week.
    pub starts_on: NaiveDate,
    pub status: Status,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// The sum of all entries.
    pub seconds: i64,
    pub submitted_at: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Timesheet {
    /// The seven days, Sunday first.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.starts_on.iter_days().take(7)
    }

    /// The Saturday.
    pub fn ends_on(&self) -> NaiveDate {
        self.starts_on.checked_add_days(Days::new(6)).unwrap_or(self.starts_on)
    }

    /// The sum of all entries, rounded to minutes.
    pub fn minutes(&self) -> i64 {
        (self.seconds + 30) / 60
    }
}

/// Time that was spent on something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeEntry {
    pub id: TimeEntryId,
    pub timesheet: TimesheetId,
    pub employee: EmployeeId,
    pub project: Option<OfProject>,
    pub starts_at: NaiveDateTime,
    /// After the start, and in the same week.
    pub ends_at: NaiveDateTime,
    pub details: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A project as an entry shows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfProject {
    pub id: ProjectId,
    pub name: String,
}

/// What a new entry is made of.
#[derive(Clone, Debug)]
pub struct NewTimeEntry {
    pub project: Option<ProjectId>,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub details: Option<String>,
}

/// What is to change of an entry; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct TimeEntryChange {
    pub project: Patch<ProjectId>,
    pub starts_at: Option<NaiveDateTime>,
    pub ends_at: Option<NaiveDateTime>,
    pub details: Patch<String>,
}
