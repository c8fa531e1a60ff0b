//! Attendance: when people came and went.
//!
//! Whoever checks in does so once a day and within the fence of the branch; whoever enters times
//! may do so several times a day, from anywhere, as long as the times do not overlap.

mod entries;
#[cfg(test)]
mod entry_tests;
mod present;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::id::{AttendanceId, BranchId, EmployeeId};

pub(crate) use entries::{covers, today_in};
pub use entries::{delete, enter, entries, entries_of, entry, open_on, punch_out, summary};
pub use present::Present;
pub(crate) use present::present;
pub use verbs::{check_in, check_out, get, list, month, record, today};

/// Where somebody is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Degrees, north positive, from -90 to 90.
    pub latitude: f64,
    /// Degrees, east positive, from -180 to 180.
    pub longitude: f64,
}

/// One stay of one employee.
#[derive(Clone, Debug, PartialEq)]
pub struct Attendance {
    pub id: AttendanceId,
    pub employee: EmployeeId,
    /// Where the employee worked then.
    pub branch: Option<BranchId>,
    /// The day of the check-in in the branch's time zone, in UTC without a branch.
    pub date: NaiveDate,
    pub check_in_at: DateTime<Utc>,
    /// Not before the check-in; none while the record is open.
    pub check_out_at: Option<DateTime<Utc>>,
    pub check_in_place: Option<Place>,
    pub check_out_place: Option<Place>,
    pub note: Option<String>,
    pub work_from_home: bool,
    /// The address from which somebody came in, and went out.
    pub check_in_ip: Option<String>,
    pub check_out_ip: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Attendance {
    /// Whole minutes from check-in to check-out; none while the record is open.
    pub fn worked_minutes(&self) -> Option<i64> {
        self.check_out_at.map(|out| (out - self.check_in_at).num_minutes())
    }
}

/// A day that is entered afterwards.
#[derive(Clone, Debug)]
pub struct NewAttendance {
    pub employee: EmployeeId,
    pub check_in_at: DateTime<Utc>,
    pub check_out_at: Option<DateTime<Utc>>,
    pub check_in_place: Option<Place>,
    pub check_out_place: Option<Place>,
}

/// A record as the clock on the wall shows it where the employee worked then.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub record: Attendance,
    /// First and last name of the employee.
    pub name: String,
    pub came_at: NaiveDateTime,
    pub left_at: Option<NaiveDateTime>,
}

/// What somebody enters, in the time of the branch of the employee, UTC without a branch.
#[derive(Clone, Debug)]
pub struct NewEntry {
    pub employee: EmployeeId,
    /// Now where it is not said.
    pub came_at: Option<NaiveDateTime>,
    /// Not yet where it is not said.
    pub left_at: Option<NaiveDateTime>,
    pub note: Option<String>,
    pub work_from_home: bool,
    /// Where the employee came in.
    pub place: Option<Place>,
    pub ip: Option<String>,
}

/// How an open entry is closed.
#[derive(Clone, Debug)]
pub struct Leaving {
    pub employee: EmployeeId,
    /// Now where it is not said; the date tells which day's entry is meant.
    pub left_at: Option<NaiveDateTime>,
    /// Replaces the note; it stays where none is given.
    pub note: Option<String>,
    pub place: Option<Place>,
    pub ip: Option<String>,
}

/// All of an employee's attendance in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub entries: i64,
    /// Of those that are closed.
    pub worked_seconds: i64,
    /// Entries of the month that it is where the employee works.
    pub this_month: i64,
}

/// Which records a list shows; the default shows all.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of these only; none at all where the list is empty.
    pub employees: Option<Vec<EmployeeId>>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
    pub work_from_home: Option<bool>,
    /// Those that are not closed, or those that are.
    pub open: Option<bool>,
}

/// What entries are sorted by; those that are alike stand in the order of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Id,
    Employee,
    CheckIn,
}

/// How a list of entries is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub by: By,
    /// The last one first.
    pub descending: bool,
}
