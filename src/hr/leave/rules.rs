//! What may happen to a leave request: pure, so that tests can be tables.

use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;

use super::steps::Row as Step;
use super::{Decision, LeaveRequestChange, NewLeaveRequest, Status, StepRole, store::Row};
use crate::access::Level;
use crate::fault::seeded;
use crate::id::{EmployeeId, LeaveRequestId};
use crate::leave_type::LeaveType;
use crate::patch::set;
use crate::{Error, Faults, Patch};

/// The request that `new` describes; its id is given by the store.
///
/// It is pending, unless its type needs no approval.
pub fn create(
    new: NewLeaveRequest,
    of: Option<&LeaveType>,
    now: DateTime<Utc>,
) -> Result<Row, Error> {
    let total_days = new.total_days.unwrap_or_else(|| days(new.starts_at, new.ends_at));
    let decided = of.is_some_and(|of| !of.requires_approval);
    check(Row {
        id: LeaveRequestId(0),
        employee: new.employee,
        kind: of.map_or(new.kind, |of| of.kind),
        leave_type: of.map(|of| of.id),
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        notes: new.notes,
        total_days,
        status: if decided { Status::Approved } else { Status::Pending },
        reject_reason: None,
        approver: None,
        decided_at: decided.then_some(now),
        attachment: None,
        external_id: new.external_id,
        created_at: now,
        updated_at: now,
    })
}

/// Whether `change` makes the request one of another type.
pub fn changes_type(it: &Row, change: &LeaveRequestChange) -> bool {
    change.leave_type.is_some() || change.kind.is_some_and(|kind| kind != it.kind)
}

/// The request after `change`; only while it is pending. `of` is its type afterwards, where
/// [`changes_type`] says that it is another.
pub fn change(
    mut it: Row,
    change: LeaveRequestChange,
    of: Option<&LeaveType>,
    now: DateTime<Utc>,
) -> Result<Row, Error> {
    pending(&it)?;
    if changes_type(&it, &change) {
        it.leave_type = of.map(|of| of.id);
        set(&mut it.kind, of.map(|of| of.kind).or(change.kind));
    }
    set(&mut it.starts_at, change.starts_at);
    set(&mut it.ends_at, change.ends_at);
    change.notes.apply(&mut it.notes);
    change.external_id.apply(&mut it.external_id);
    match change.total_days {
        Patch::Keep => {}
        Patch::Clear => it.total_days = days(it.starts_at, it.ends_at),
        Patch::Set(days) => it.total_days = days,
    }
    it.updated_at = now;
    check(it)
}

/// The steps of a new request: the manager's, if the employee has one, then HR's.
pub fn steps(manager: Option<EmployeeId>) -> Vec<Step> {
    let first = manager.map(|manager| (StepRole::Manager, Some(manager)));
    let roles = first.into_iter().chain([(StepRole::Hr, None)]);
    (1..).zip(roles).map(|(step, (role, approver))| Step::open(step, role, approver)).collect()
}

/// Whoever decides in a step.
#[derive(Clone, Copy, Debug)]
pub struct Decider {
    pub employee: EmployeeId,
    pub level: Level,
}

/// Request and step after one decision in the step that waits for one.
///
/// `alone` says that the step's approver has left, so that HR decides in their place.
pub fn act(
    it: Row,
    steps: &[Step],
    who: Decider,
    alone: bool,
    decision: Decision,
    notes: Option<String>,
    now: DateTime<Utc>,
) -> Result<(Row, Step), Error> {
    if it.employee == who.employee {
        return Err(Error::forbidden("nobody decides on their own leave request"));
    }
    let current = steps.iter().find(|step| step.decision.is_none()).cloned();
    // Requests of before there were steps have none: theirs is one of HR.
    let current = current.unwrap_or_else(|| Step::open(1, StepRole::Hr, None));
    let hr = who.level >= Level::Admin;
    let may = match (it.status, current.role) {
        (Status::Pending, StepRole::Manager | StepRole::Approver) => {
            current.approver == Some(who.employee) || (alone && hr)
        }
        (Status::Pending, StepRole::Hr) => hr,
        // That it is decided is told to those only who could have decided.
        _ => hr || steps.iter().any(|step| step.approver == Some(who.employee)),
    };
    if !may {
        return Err(Error::forbidden("the current step is for somebody else to decide"));
    }
    pending(&it)?;
    let last = steps.iter().all(|step| step.step <= current.step);
    let done = Step {
        decision: Some(decision),
        notes: notes.clone(),
        acted_at: Some(now),
        acted_by: Some(who.employee),
        ..current
    };
    let it = match decision {
        Decision::Rejected => reject(it, Some(who.employee), notes, now)?,
        Decision::Approved if last => approve(it, Some(who.employee), now)?,
        Decision::Approved => Row { updated_at: now, ..it },
    };
    Ok((it, done))
}

/// The request approved by `approver`; only while it is pending.
pub fn approve(it: Row, approver: Option<EmployeeId>, now: DateTime<Utc>) -> Result<Row, Error> {
    decide(it, Status::Approved, approver, now)
}

/// The request rejected by `approver`, for a reason or none; only while it is pending.
pub fn reject(
    it: Row,
    approver: Option<EmployeeId>,
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<Row, Error> {
    let it = decide(it, Status::Rejected, approver, now)?;
    Ok(Row { reject_reason: reason, ..it })
}

/// The request taken back; not once it is rejected.
pub fn cancel(it: Row, now: DateTime<Utc>) -> Result<Row, Error> {
    match it.status {
        Status::Approved | Status::CancelRequested => {}
        _ => pending(&it)?,
    }
    Ok(Row { status: Status::Cancelled, updated_at: now, ..it })
}

fn decide(
    it: Row,
    status: Status,
    approver: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<Row, Error> {
    if !seeded("decided_twice") {
        pending(&it)?;
    }
    Ok(Row { status, approver, decided_at: Some(now), updated_at: now, ..it })
}

fn pending(it: &Row) -> Result<(), Error> {
    match it.status {
        Status::Pending => Ok(()),
        Status::Approved | Status::CancelRequested => {
            Err(Error::wrong_state("the leave request is already approved"))
        }
        Status::Rejected => Err(Error::wrong_state("the leave request is already rejected")),
        Status::Cancelled => Err(Error::wrong_state("the leave request is already cancelled")),
    }
}

fn check(it: Row) -> Result<Row, Error> {
    Faults::default()
        .check(it.starts_at < it.ends_at, "ends_at", "must be after the start")
        .check(it.total_days >= Decimal::ZERO, "total_days", "must not be negative")
        .result()?;
    Ok(it)
}

/// Calendar days from the day of `start` to the day of `end`, both counted.
fn days(start: NaiveDateTime, end: NaiveDateTime) -> Decimal {
    Decimal::from((end.date() - start.date()).num_days().max(0) + 1)
}
