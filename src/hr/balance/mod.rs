//! Balances: how much leave of each type an employee has in a year, and what is left of it.
//!
//! All amounts are days. An entitlement is what was granted to one employee for one year; where
//! there is none, the leave type's own entitlement counts, at eight hours a day.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::id::{EmployeeId, EntitlementId, LeaveTypeId};

pub use verbs::{carry_over, entitlement, grant, of_employees};
pub(crate) use verbs::{grant_in, left_in, of_types};

/// What was granted to an employee of one leave type for one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entitlement {
    pub id: EntitlementId,
    pub employee: EmployeeId,
    pub leave_type: LeaveTypeId,
    pub year: i32,
    /// Days of the year itself; may be negative for a debt.
    pub entitled: Decimal,
    /// Days of it that were taken without a request in this record.
    pub taken_before: Decimal,
    /// Days brought from the year before; used first.
    pub carried: Decimal,
    /// Days of those that were taken without a request in this record.
    pub carried_taken: Decimal,
    /// The last day on which carried days count; always where it is not said.
    pub carried_until: Option<NaiveDate>,
    /// Whether the employee is kept from asking for more.
    pub locked: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new entitlement is made of.
#[derive(Clone, Debug)]
pub struct NewEntitlement {
    pub employee: EmployeeId,
    pub leave_type: LeaveTypeId,
    pub year: i32,
    pub entitled: Decimal,
    pub taken_before: Decimal,
    pub carried: Decimal,
    pub carried_taken: Decimal,
    pub carried_until: Option<NaiveDate>,
    pub locked: bool,
}

impl NewEntitlement {
    /// These days and nothing carried.
    pub fn new(
        employee: EmployeeId,
        leave_type: LeaveTypeId,
        year: i32,
        entitled: Decimal,
    ) -> Self {
        Self {
            employee,
            leave_type,
            year,
            entitled,
            taken_before: Decimal::ZERO,
            carried: Decimal::ZERO,
            carried_taken: Decimal::ZERO,
            carried_until: None,
            locked: false,
        }
    }
}

/// Where an employee stands with one leave type in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    pub employee: EmployeeId,
    pub leave_type: LeaveTypeId,
    pub leave_type_name: String,
    pub year: i32,
    /// The entitlement that it comes from; none where it is the leave type's own.
    pub entitlement: Option<EntitlementId>,
    pub entitled: Decimal,
    /// Whether the employee is kept from asking for more.
    pub locked: bool,
    pub carried: Decimal,
    pub carried_until: Option<NaiveDate>,
    /// What is left of the carried days and has not expired.
    pub carried_left: Decimal,
    /// Days of approved requests that start in the year, those that are to be cancelled among them,
    /// and what was taken without one.
    pub used: Decimal,
    /// Days of pending requests that start in the year.
    pub pending: Decimal,
    /// `entitled` and the carried days that did not expire, less `used`; pending ones still count.
    pub remaining: Decimal,
    /// Whether leave of the type is taken off what remains.
    pub deducts: bool,
}
