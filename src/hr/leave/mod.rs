//! Leave requests: asked for by or for an employee, decided step by step, final then.

mod apply;
#[cfg(test)]
mod asked_tests;
mod away;
mod days;
mod decide;
mod notices;
mod rules;
mod seen;
mod steps;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;

#[cfg(test)]
use crate::approval;
use crate::approval::Stage;
use crate::code::coded;
use crate::id::{EmployeeId, LeaveRequestId, LeaveTypeId};
use crate::leave_type::Kind;
use crate::{Link, Patch};

pub use crate::approval::Decision;
pub use apply::{Application, apply};
pub(crate) use away::away;
pub use days::{Day, Portion};
pub use decide::{decide, waiting, withdraw};
pub use seen::{Counts, Detail, counts, list_of, list_seen, read};
pub use verbs::{act, all, approve, cancel, change, create, delete, get, list, reject};
pub(crate) use verbs::{approve_in, change_in, create_in};

coded! {
    /// Where a request stands. Pending may become approved, rejected or cancelled, approved only
    /// cancelled, at once or after it was asked for; a pending request whose first steps are
    /// decided is told apart by its [`Stage`].
    pub enum Status("leave request status") {
        Pending = 1,
        Approved = 2,
        Rejected = 3,
        Cancelled = 4,
        /// Approved still, but somebody asked for it to be cancelled.
        CancelRequested = 5,
    }
}

coded! {
    /// Who decides in a step.
    pub enum StepRole("leave step role") {
        /// Whoever managed the employee when the request was made.
        Manager = 1,
        /// Anybody whose level is admin.
        Hr = 2,
        /// A further approver of the employee, after the manager.
        Approver = 3,
    }
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
    /// What proves the need for it.
    pub attachment: Option<Link>,
    pub external_id: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Status {
    /// The stage of a request, `begun` where some of its steps are decided.
    fn stage(self, begun: bool) -> Stage {
        match self {
            Self::Pending if begun => Stage::Processing,
            Self::Pending => Stage::Pending,
            Self::Approved => Stage::Approved,
            Self::Rejected => Stage::Rejected,
            Self::Cancelled => Stage::Cancelled,
            Self::CancelRequested => Stage::CancelRequested,
        }
    }
}

impl LeaveRequest {
    /// Where it stands, with what is decided in part told apart from what waits untouched.
    pub fn stage(&self) -> Stage {
        self.status.stage(self.steps.iter().any(|step| step.decision.is_some()))
    }

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
    /// At one of these; at any where it is empty.
    pub stages: Vec<Stage>,
    /// What it is ordered by, and whether the highest comes first; wins over `newest_first`.
    pub order: Option<(Order, bool)>,
}

/// What requests can be ordered by; equal ones in the order of making.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Made,
    Employee,
    LeaveType,
    FirstDay,
    LastDay,
    Status,
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
