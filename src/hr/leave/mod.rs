//! Leave requests: asked for by or for an employee, decided once, final then.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;

use crate::Patch;
use crate::code::coded;
use crate::id::{EmployeeId, LeaveRequestId};
use crate::leave_type::Kind;

pub use verbs::{approve, change, create, delete, get, list, reject};

coded! {
    /// Where a request stands. Pending may become either of the others; those are final.
    pub enum Status("leave request status") {
        Pending = 1,
        Approved = 2,
        Rejected = 3,
    }
}

/// A person as a request shows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: EmployeeId,
    /// First and last name.
    pub name: String,
}

/// A request for leave. Times are the company's own, without a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveRequest {
    pub id: LeaveRequestId,
    pub employee: Person,
    pub kind: Kind,
    pub starts_at: NaiveDateTime,
    /// Always after the start.
    pub ends_at: NaiveDateTime,
    pub notes: Option<String>,
    /// Four decimals; unless given, the calendar days from start to end, both counted.
    pub total_days: Decimal,
    pub status: Status,
    pub reject_reason: Option<String>,
    /// Who decided; unknown while pending, and where nobody stands behind the client.
    pub approver: Option<Person>,
    pub decided_at: Option<DateTime<Utc>>,
    pub external_id: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new request is made of.
#[derive(Clone, Debug)]
pub struct NewLeaveRequest {
    pub employee: EmployeeId,
    pub kind: Kind,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub notes: Option<String>,
    pub total_days: Option<Decimal>,
    pub external_id: Option<String>,
}

/// What is to change while the request is pending; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct LeaveRequestChange {
    pub kind: Option<Kind>,
    pub starts_at: Option<NaiveDateTime>,
    pub ends_at: Option<NaiveDateTime>,
    pub notes: Patch<String>,
    /// `Clear` counts the days again.
    pub total_days: Patch<Decimal>,
    pub external_id: Patch<String>,
}
