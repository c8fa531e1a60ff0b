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
    /// Whether employees may ask for it by themselves.
    pub self_service: bool,
    /// Whether managers may ask for it on behalf of whom they lead.
    pub manager_assigns: bool,
    /// Whether more may be asked for than is left.
    pub beyond_balance: bool,
    pub attachment_required: bool,
    /// Whether days off between days of leave count as leave.
    pub sandwich: bool,
    /// Days from the request to the first day off; 0 for none.
    pub notice_days: i32,
    /// Days from hiring to the first day off; 0 for none.
    pub lock_days: i32,
    pub notes: Option<String>,
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
    pub self_service: bool,
    pub manager_assigns: bool,
    pub beyond_balance: bool,
    pub attachment_required: bool,
    pub sandwich: bool,
    pub notice_days: i32,
    pub lock_days: i32,
    pub notes: Option<String>,
}

impl NewLeaveType {
    /// An active type with nothing but its name and kind: it needs approval and deducts, anybody
    /// may ask for it at any time and for as much as they like.
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
            self_service: true,
            manager_assigns: true,
            beyond_balance: true,
            attachment_required: false,
            sandwich: false,
            notice_days: 0,
            lock_days: 0,
            notes: None,
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
    pub self_service: Option<bool>,
    pub manager_assigns: Option<bool>,
    pub beyond_balance: Option<bool>,
    pub attachment_required: Option<bool>,
    pub sandwich: Option<bool>,
    pub notice_days: Option<i32>,
    pub lock_days: Option<i32>,
    pub notes: Patch<String>,
}
