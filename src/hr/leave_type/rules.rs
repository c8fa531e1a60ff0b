//! What may be said of a leave type: pure, so that tests can be tables.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{LeaveType, LeaveTypeChange, NewLeaveType};
use crate::id::LeaveTypeId;
use crate::patch::set;
use crate::{Error, Faults};

/// The type that `new` describes; its id is given by the store.
pub fn create(new: NewLeaveType, now: DateTime<Utc>) -> Result<LeaveType, Error> {
    check(LeaveType {
        id: LeaveTypeId(0),
        name: new.name,
        kind: new.kind,
        entitlement_hours: new.entitlement_hours,
        accrual: new.accrual,
        reset: new.reset,
        carry_over_hours: new.carry_over_hours,
        carry_over: new.carry_over,
        paid: new.paid,
        max_days: new.max_days,
        created_at: now,
        updated_at: now,
    })
}

/// The type after `change`.
pub fn change(
    mut it: LeaveType,
    change: LeaveTypeChange,
    now: DateTime<Utc>,
) -> Result<LeaveType, Error> {
    set(&mut it.name, change.name);
    set(&mut it.kind, change.kind);
    change.entitlement_hours.apply(&mut it.entitlement_hours);
    change.accrual.apply(&mut it.accrual);
    change.reset.apply(&mut it.reset);
    change.carry_over_hours.apply(&mut it.carry_over_hours);
    change.carry_over.apply(&mut it.carry_over);
    change.paid.apply(&mut it.paid);
    change.max_days.apply(&mut it.max_days);
    it.updated_at = now;
    check(it)
}

fn check(it: LeaveType) -> Result<LeaveType, Error> {
    let hours = it.entitlement_hours.is_none_or(|hours| hours >= Decimal::ZERO);
    let carried = it.carry_over_hours.is_none_or(|hours| hours >= 0);
    let days = it.max_days.is_none_or(|days| days >= 0);
    Faults::default()
        .filled("name", &it.name)
        .check(hours, "entitlement_hours", "must not be negative")
        .check(carried, "carry_over_hours", "must not be negative")
        .check(days, "max_days", "must not be negative")
        .result()?;
    Ok(it)
}
