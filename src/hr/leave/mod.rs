//! Leave requests: asked for by or for an employee, decided step by step, final then.

mod away;
mod notices;
mod rules;
mod steps;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;

use crate::Patch;
use crate::code::coded;
use crate::id::{EmployeeId, LeaveRequestId, LeaveTypeId};
use crate::leave_type::Kind;

pub(crate) use away::away;
pub use verbs::{act, all, approve, cancel, change, create, delete, get, list, reject};
pub(crate) use verbs::{approve_in, change_in, create_in};

coded! {
    /// Where a request stands. Pending may become any of the others, approved only cancelled.
    pub enum Status("leave request status") {
        Pending = 1,
        Approved = 2,
        Rejected = 3,
        Cancelled = 4,
    }
}

coded! {
    /// Who decides in a step.
    pub enum StepRole("leave step role") {
        /// Whoever managed the employee when the request was made.
        Manager = 1,
        /// Anybody whose level is admin.
        Hr = 2,
    }
}

coded! {
    /// What was decided in a step.
    pub enum Decision("leave decision") { Approved = 1, Rejected = 2 }
}

/// A person as a request shows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: EmployeeId,
    /// First and last name.
    pub name: String,
}

/// A leave type as a request shows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfType {
    pub id: LeaveTypeId,
    pub name: String,
}

/// One of the decisions that a request needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From 1, in the order in which they are taken.
    pub step: i16,
    pub role: StepRole,
    /// Who must decide; nobody in particular in a step of HR.
    pub approver: Option<Person>,
    pub decision: Option<Decision>,
    pub notes: Option<String>,
    pub acted_at: Option<DateTime<Utc>>,
    /// Who decided; unknown where nobody stands behind the client.
    pub acted_by: Option<Person>,
}

/// A request for leave. Times are the company's own, without a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveRequest {
    pub id: LeaveRequestId,
    pub employee: Person,
    pub kind: Kind,
    /// None where the company has no type of the kind.
    pub leave_type: Option<OfType>,
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
    /// In their order; none where nobody had to decide.
    pub steps: Vec<Step>,
    pub external_id: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl LeaveRequest {
    /// The step that waits for a decision.
    pub fn current_step(&self) -> Option<&Step> {
        let open = self.status == Status::Pending;
        self.steps.iter().find(|step| open && step.decision.is_none())
    }
}

/// The last day of a request: an end at midnight belongs to the day before.
pub fn last_day(it: &LeaveRequest) -> NaiveDate {
    match it.ends_at.time() {
        NaiveTime::MIN => it.ends_at.date().pred_opt().unwrap_or_default(),
        _ => it.ends_at.date(),
    }
}

/// Which requests a list shows, and in which order; the default shows all, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of one of these; of any where it is empty.
    pub status: Vec<Status>,
    /// Of these only; none at all where the list is empty.
    pub employees: Option<Vec<EmployeeId>>,
    pub types: Option<Vec<LeaveTypeId>>,
    /// Those that have a day on this one or after it.
    pub from: Option<NaiveDate>,
    /// Those that have a day on this one or before it.
    pub to: Option<NaiveDate>,
    /// In the order of making, the last one first.
    pub newest_first: bool,
}

/// What a new request is made of.
#[derive(Clone, Debug)]
pub struct NewLeaveRequest {
    pub employee: EmployeeId,
    /// Of the type, where that is given.
    pub kind: Kind,
    /// The first active type of the kind where it is not given.
    pub leave_type: Option<LeaveTypeId>,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub notes: Option<String>,
    pub total_days: Option<Decimal>,
    pub external_id: Option<String>,
}

/// What is to change while the request is pending; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct LeaveRequestChange {
    /// Wins over the kind, as in a new request.
    pub leave_type: Option<LeaveTypeId>,
    pub kind: Option<Kind>,
    pub starts_at: Option<NaiveDateTime>,
    pub ends_at: Option<NaiveDateTime>,
    pub notes: Patch<String>,
    /// `Clear` counts the days again.
    pub total_days: Patch<Decimal>,
    pub external_id: Patch<String>,
}
