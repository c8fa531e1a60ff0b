//! Attendance: when people came and went, at most once a day, within the fence of their branch.

mod present;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};

use crate::id::{AttendanceId, BranchId, EmployeeId};

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

/// One day of one employee.
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

/// Which records a list shows; the default shows all.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of these only; none at all where the list is empty.
    pub employees: Option<Vec<EmployeeId>>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}
