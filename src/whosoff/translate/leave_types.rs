//! Leave types and their rules between WhosOff and the core.

use hr::annex::leave_rule::LeaveRule;
use hr::leave_type::{Kind, LeaveType, NewLeaveType};
use whosoff_server::types;

use super::{ToCore, ToWire, filled, id, text};

/// A new leave type; this API knows no kinds, so what is taken from the allowance is annual leave.
pub fn new(sent: &types::LeaveTypeCreate) -> NewLeaveType {
    let deducts = sent.deduct_allowance_id.code() != 0;
    let kind = if deducts { Kind::Annual } else { Kind::Personal };
    NewLeaveType {
        code: filled(Some(sent.code.clone())),
        colour: filled(Some(sent.colour.clone())),
        active: sent.status_id.core(),
        requires_approval: sent.requires_approval,
        deducts,
        notice_days: sent.min_notice_period.max(0),
        ..NewLeaveType::new(&sent.name, kind)
    }
}

pub fn rule(sent: types::LeaveTypeCreate) -> LeaveRule {
    LeaveRule {
        deduct_allowance: small(sent.deduct_allowance_id.code()),
        consecutive_minutes: sent.consecutive_duration,
        minimum_minutes: sent.minimum_duration.unwrap_or(0),
        concurrent: sent.allow_concurrent_requests.unwrap_or(false),
        notes_visible_to: sent.notes_visible_to_id.core(),
        available_to: sent.available_to_id.core(),
        seen_by: sent.seen_by_id.core(),
        notice_days: sent.min_notice_period,
        cancellation_days: sent.cancellation_period,
        counts_for_department: sent.include_department_level,
        note_required: sent.note_required,
        email_request: small(sent.email_request_id.code()),
        email_approve: small(sent.email_approve_id.code()),
        email_cancel: small(sent.email_cancel_id.code()),
        staff_url: filled(sent.staff_url),
        staff_note: filled(sent.staff_note),
        approver_url: filled(sent.approver_url),
        approver_note: filled(sent.approver_note),
        message: filled(sent.message),
    }
}

/// Codes of this API that have no names are small numbers in the core.
fn small(code: i64) -> i16 {
    i16::try_from(code).unwrap_or(0)
}

fn mailing(code: i16) -> types::Mailing {
    types::Mailing::from_code(code.into()).unwrap_or(types::Mailing::Code0)
}

/// Whoever made the type with another API has said whether it deducts, but not how.
fn deduction(it: &LeaveType, rule: &LeaveRule) -> types::Deduction {
    let code = if it.deducts { rule.deduct_allowance.max(1) } else { 0 };
    types::Deduction::from_code(code.into()).unwrap_or(types::Deduction::Code1)
}

pub fn row(it: LeaveType, rule: LeaveRule) -> types::LeaveTypeRow {
    types::LeaveTypeRow {
        leave_type_id: id(it.id.get()),
        deduct_allowance_id: deduction(&it, &rule),
        name: it.name,
        code: text(it.code),
        colour: text(it.colour),
        requires_approval: it.requires_approval,
        consecutive_duration: rule.consecutive_minutes,
        minimum_duration: rule.minimum_minutes,
        allow_concurrent_requests: rule.concurrent,
        notes_visible_to_id: rule.notes_visible_to.wire(),
        available_to_id: rule.available_to.wire(),
        seen_by_id: rule.seen_by.wire(),
        min_notice_period: rule.notice_days,
        cancellation_period: rule.cancellation_days,
        include_department_level: rule.counts_for_department,
        note_required: rule.note_required,
        email_request_id: mailing(rule.email_request),
        email_approve_id: mailing(rule.email_approve),
        email_cancel_id: mailing(rule.email_cancel),
        status_id: it.active.wire(),
        staff_url: text(rule.staff_url),
        staff_note: text(rule.staff_note),
        approver_url: text(rule.approver_url),
        approver_note: text(rule.approver_note),
        message: text(rule.message),
    }
}
