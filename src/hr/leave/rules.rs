//! What may happen to a leave request: pure, so that tests can be tables.

use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;

use super::{LeaveRequestChange, NewLeaveRequest, Status, store::Row};
use crate::id::{EmployeeId, LeaveRequestId};
use crate::patch::set;
use crate::{Error, Faults, Patch};

/// The pending request that `new` describes; its id is given by the store.
pub fn create(new: NewLeaveRequest, now: DateTime<Utc>) -> Result<Row, Error> {
    let total_days = new.total_days.unwrap_or_else(|| days(new.starts_at, new.ends_at));
    check(Row {
        id: LeaveRequestId(0),
        employee: new.employee,
        kind: new.kind,
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        notes: new.notes,
        total_days,
        status: Status::Pending,
        reject_reason: None,
        approver: None,
        decided_at: None,
        external_id: new.external_id,
        created_at: now,
        updated_at: now,
    })
}

/// The request after `change`; only while it is pending.
pub fn change(mut it: Row, change: LeaveRequestChange, now: DateTime<Utc>) -> Result<Row, Error> {
    pending(&it)?;
    set(&mut it.kind, change.kind);
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

fn decide(
    it: Row,
    status: Status,
    approver: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<Row, Error> {
    pending(&it)?;
    Ok(Row { status, approver, decided_at: Some(now), updated_at: now, ..it })
}

fn pending(it: &Row) -> Result<(), Error> {
    match it.status {
        Status::Pending => Ok(()),
        Status::Approved => Err(Error::wrong_state("the leave request is already approved")),
        Status::Rejected => Err(Error::wrong_state("the leave request is already rejected")),
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
