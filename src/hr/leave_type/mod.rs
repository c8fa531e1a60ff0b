//! Leave types: the kinds of absence that a company grants, and how each one accrues.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::Patch;
use crate::code::coded;
use crate::id::LeaveTypeId;

#[cfg(test)]
pub(crate) use rules::create as described;
pub(crate) use store::{chosen, names, of_company};
pub(crate) use verbs::create_in;
pub use verbs::{all, change, create, delete, get, list};

coded! {
    /// What an absence is for; several types of a company may be of one kind.
    pub enum Kind("leave kind") {
        Annual = 1,
        Sick = 2,
        Maternity = 3,
        LongService = 4,
        Paid = 5,
        Personal = 6,
        OtherUnpaid = 7,
        TimeOffInLieu = 8,
        Parental = 9,
        Bereavement = 10,
        Birthday = 11,
        Carers = 12,
        FloatingHoliday = 13,
    }
}

coded! {
    /// How often the entitlement grows.
    pub enum Accrual("leave accrual") {
        Weekly = 0,
        Monthly = 1,
        Quarterly = 2,
        SemiMonthly = 3,
        Yearly = 4,
    }
}

coded! {
    /// When a year of leave begins.
    pub enum Reset("leave reset") {
        /// On the day that the employee was hired.
        Anniversary = 1,
        CalendarYear = 2,
    }
}

/// A type of leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveType {
    pub id: LeaveTypeId,
    pub name: String,
    pub kind: Kind,
    /// Hours a year; four decimals.
    pub entitlement_hours: Option<Decimal>,
    pub accrual: Option<Accrual>,
    pub reset: Option<Reset>,
    /// The most that is carried into the next year.
    pub carry_over_hours: Option<i64>,
    pub carry_over: Option<bool>,
    pub paid: Option<bool>,
    pub max_days: Option<i32>,
    /// One or two characters, for calendars.
    pub code: Option<String>,
    /// `#rrggbb`.
    pub colour: Option<String>,
    /// Whether it can be asked for.
    pub active: bool,
    /// Whether somebody must decide; without, a request is approved as it is made.
    pub requires_approval: bool,
    /// Whether taking it makes the remaining days fewer.
    pub deducts: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new leave type is made of.
#[derive(Clone, Debug)]
pub struct NewLeaveType {
    pub name: String,
    pub kind: Kind,
    pub entitlement_hours: Option<Decimal>,
    pub accrual: Option<Accrual>,
    pub reset: Option<Reset>,
    pub carry_over_hours: Option<i64>,
    pub carry_over: Option<bool>,
    pub paid: Option<bool>,
    pub max_days: Option<i32>,
    pub code: Option<String>,
    pub colour: Option<String>,
    pub active: bool,
    pub requires_approval: bool,
    pub deducts: bool,
}

impl NewLeaveType {
    /// An active type with nothing but its name and kind; it needs approval and deducts.
    pub fn new(name: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            entitlement_hours: None,
            accrual: None,
            reset: None,
            carry_over_hours: None,
            carry_over: None,
            paid: None,
            max_days: None,
            code: None,
            colour: None,
            active: true,
            requires_approval: true,
            deducts: true,
        }
    }
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct LeaveTypeChange {
    pub name: Option<String>,
    pub kind: Option<Kind>,
    pub entitlement_hours: Patch<Decimal>,
    pub accrual: Patch<Accrual>,
    pub reset: Patch<Reset>,
    pub carry_over_hours: Patch<i64>,
    pub carry_over: Patch<bool>,
    pub paid: Patch<bool>,
    pub max_days: Patch<i32>,
    pub code: Patch<String>,
    pub colour: Patch<String>,
    pub active: Option<bool>,
    pub requires_approval: Option<bool>,
    pub deducts: Option<bool>,
}
