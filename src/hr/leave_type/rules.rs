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
        code: new.code,
        colour: new.colour,
        active: new.active,
        requires_approval: new.requires_approval,
        deducts: new.deducts,
        self_service: new.self_service,
        manager_assigns: new.manager_assigns,
        beyond_balance: new.beyond_balance,
        attachment_required: new.attachment_required,
        sandwich: new.sandwich,
        notice_days: new.notice_days,
        lock_days: new.lock_days,
        notes: new.notes,
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
    change.code.apply(&mut it.code);
    change.colour.apply(&mut it.colour);
    set(&mut it.active, change.active);
    set(&mut it.requires_approval, change.requires_approval);
    set(&mut it.deducts, change.deducts);
    set(&mut it.self_service, change.self_service);
    set(&mut it.manager_assigns, change.manager_assigns);
    set(&mut it.beyond_balance, change.beyond_balance);
    set(&mut it.attachment_required, change.attachment_required);
    set(&mut it.sandwich, change.sandwich);
    set(&mut it.notice_days, change.notice_days);
    set(&mut it.lock_days, change.lock_days);
    change.notes.apply(&mut it.notes);
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
        .check(it.notice_days >= 0, "notice_days", "must not be negative")
        .check(it.lock_days >= 0, "lock_days", "must not be negative")
        .check(it.code.as_deref().is_none_or(is_code), "code", "must be one or two characters")
        .check(it.colour.as_deref().is_none_or(is_colour), "colour", "must be like #1f77b4")
        .result()?;
    Ok(it)
}

fn is_code(text: &str) -> bool {
    (1..=2).contains(&text.chars().count())
}

fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#');
    digits.is_some_and(|it| it.len() == 6 && it.chars().all(|digit| digit.is_ascii_hexdigit()))
}
