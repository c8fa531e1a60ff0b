//! Leave requests, their steps and balances between Okta HR and the core.

use chrono::{NaiveDate, NaiveTime};
use hr::balance::Balance;
use hr::id::{EmployeeId, LeaveTypeId};
use hr::leave::{
    Decision, Filter, LeaveRequest, NewLeaveRequest, Status, Step, StepRole, last_day,
};
use hr::leave_type::Kind;
use hr::{Error, Faults};
use okta_hr_server::types;
use rust_decimal::Decimal;

use super::{day, to_employee, to_leave_type};

/// Newest first, of these employees or of all. What was withdrawn elsewhere counts as rejected.
pub fn filter(status: Option<types::LeaveStatus>, employees: Option<Vec<EmployeeId>>) -> Filter {
    let status = match status {
        None => Vec::new(),
        Some(types::LeaveStatus::Pending) => vec![Status::Pending],
        Some(types::LeaveStatus::Approved) => vec![Status::Approved, Status::CancelRequested],
        Some(types::LeaveStatus::Rejected) => vec![Status::Rejected, Status::Cancelled],
    };
    Filter { status, employees, newest_first: true, ..Filter::default() }
}

pub fn decision(sent: types::LeaveDecision) -> Decision {
    match sent {
        types::LeaveDecision::Approve => Decision::Approved,
        types::LeaveDecision::Reject => Decision::Rejected,
    }
}

/// Whole days of leave, from midnight of the first to the last minute of the last.
///
/// # Errors
/// `Invalid` where the first day is before `today`, or the last before the first.
pub fn new(
    sent: types::MyLeaveCreate,
    employee: EmployeeId,
    today: NaiveDate,
) -> Result<NewLeaveRequest, Error> {
    let (first, last) = (day("starts_at", &sent.start_date)?, day("ends_at", &sent.end_date)?);
    Faults::default()
        .check(first >= today, "starts_at", "must be a date after or equal to today")
        .check(last >= first, "ends_at", "must be a date after or equal to start date")
        .result()?;
    let end = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
    Ok(NewLeaveRequest {
        employee,
        // The type's own kind counts.
        kind: Kind::Annual,
        leave_type: Some(LeaveTypeId(sent.leave_type_id)),
        starts_at: first.and_time(NaiveTime::MIN),
        ends_at: last.and_time(end),
        notes: sent.reason,
        total_days: Some(Decimal::from((last - first).num_days() + 1)),
        external_id: None,
    })
}

pub fn shown(it: LeaveRequest) -> types::LeaveRequest {
    let last = last_day(&it);
    let steps = steps(&it);
    let open = it.status == Status::Pending;
    let waiting = |step: &&types::LeaveStep| open && step.acted_at == wire::Nullable::Null;
    let current = steps.iter().find(waiting).map(|step| step.step);
    types::LeaveRequest {
        id: it.id.to_string(),
        attributes: types::LeaveRequestAttributes {
            start_date: it.starts_at.date(),
            end_date: last,
            days: it.total_days.into(),
            reason: it.notes.into(),
            status: match it.status {
                Status::Pending => types::LeaveStatus::Pending,
                Status::Approved | Status::CancelRequested => types::LeaveStatus::Approved,
                Status::Rejected | Status::Cancelled => types::LeaveStatus::Rejected,
            },
            current_step: current.into(),
            steps,
            created_at: it.created_at,
        },
        relationships: types::LeaveRequestRelationships {
            employee: to_employee(Some(it.employee.id)),
            leave_type: to_leave_type(it.leave_type.map(|of| of.id)),
        },
    }
}

/// The chain; a request of before there were chains waits for HR.
fn steps(it: &LeaveRequest) -> Vec<types::LeaveStep> {
    if it.steps.is_empty() && it.status == Status::Pending {
        return vec![types::LeaveStep {
            step: 1,
            role: types::LeaveStepRole::Hr,
            decision: None.into(),
            notes: None.into(),
            acted_at: None.into(),
        }];
    }
    it.steps.iter().cloned().map(step).collect()
}

fn step(it: Step) -> types::LeaveStep {
    let decision = it.decision.map(|decision| match decision {
        Decision::Approved => types::LeaveDecision::Approve,
        Decision::Rejected => types::LeaveDecision::Reject,
    });
    types::LeaveStep {
        step: it.step.into(),
        role: match it.role {
            // Whoever is named in a step decides as a manager does.
            StepRole::Manager | StepRole::Approver => types::LeaveStepRole::Manager,
            StepRole::Hr => types::LeaveStepRole::Hr,
        },
        decision: decision.into(),
        notes: it.notes.into(),
        acted_at: it.acted_at.into(),
    }
}

/// What is left counts pending days as taken, unlike the core.
pub fn balance(it: Balance) -> types::LeaveBalance {
    let waiting = if it.deducts { it.pending } else { Decimal::ZERO };
    types::LeaveBalance {
        id: format!("{}-{}", it.year, it.leave_type),
        attributes: types::LeaveBalanceAttributes {
            year: it.year,
            entitled: it.entitled.max(Decimal::ZERO).into(),
            used: it.used.max(Decimal::ZERO).into(),
            pending: it.pending.into(),
            remaining: (it.remaining - waiting).into(),
            leave_type_name: it.leave_type_name,
        },
        relationships: types::LeaveBalanceRelationships {
            leave_type: to_leave_type(Some(it.leave_type)),
        },
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use hr::Error;
    use hr::id::EmployeeId;
    use okta_hr_server::types::MyLeaveCreate;

    use super::new;

    #[test]
    fn leave_begins_today_or_later_and_does_not_end_before_it_begins() {
        let today = NaiveDate::from_ymd_opt(2026, 7, 2).unwrap_or_default();
        for (first, last, wrong) in [
            ("2026-07-02", "2026-07-02", &[][..]),
            ("2026-07-02T00:00:00", "2026-07-31", &[]),
            ("2026-07-01", "2026-07-02", &["starts_at"]),
            ("2026-07-03", "2026-07-02", &["ends_at"]),
            ("2026-07-01", "2026-06-30", &["starts_at", "ends_at"]),
        ] {
            let sent = MyLeaveCreate {
                leave_type_id: 1,
                start_date: first.into(),
                end_date: last.into(),
                reason: None,
            };
            let fields = match new(sent, EmployeeId(1), today) {
                Err(Error::Invalid(faults)) => faults.iter().map(|fault| fault.field).collect(),
                _ => Vec::new(),
            };
            assert_eq!(fields, wrong, "{first} to {last}");
        }
    }
}
