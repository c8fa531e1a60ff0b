//! Holiday entitlements: days off that one employee has on top of leave, public or private.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};

use crate::code::coded;
use crate::id::{EmployeeId, HolidayId};

pub(crate) use store::between;
pub use verbs::{change, create, delete, get, list};

coded! {
    /// Who grants the days.
    pub enum Kind("holiday kind") {
        Public = 1,
        Private = 2,
        Company = 3,
    }
}

/// Days off of one employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    pub id: HolidayId,
    pub employee: EmployeeId,
    pub name: String,
    pub kind: Kind,
    pub first_day: NaiveDate,
    /// Never before the first day.
    pub last_day: NaiveDate,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new entitlement is made of.
#[derive(Clone, Debug)]
pub struct NewHoliday {
    pub employee: EmployeeId,
    pub name: String,
    pub kind: Kind,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct HolidayChange {
    pub employee: Option<EmployeeId>,
    pub name: Option<String>,
    pub kind: Option<Kind>,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
}
