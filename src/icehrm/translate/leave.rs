//! Leave, its types and periods between IceHRM and the core.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use hr::approval::{Change, Stage};
use hr::balance::Balance;
use hr::id::{EmployeeId, LeaveTypeId};
use hr::leave::{Application, Day, Detail, Filter, LeaveRequest, Order, Portion, last_day};
use hr::leave_period::LeavePeriod;
use hr::leave_type::LeaveType;
use hr::{Error, Link};
use icehrm_server::requests::LeaveListRequest;
use icehrm_server::types::{self, LeaveDayKind, LeaveListSortField, LeaveStatus};
use rust_decimal::Decimal;

use super::{chosen, descends, moment, reference, yes_no};

/// Hours in a day of leave, for types that are granted in hours.
const HOURS: Decimal = Decimal::from_parts(8, 0, 0, false, 0);

/// Which leave a list shows; nothing at all where what it names excludes everything.
pub fn filter(sent: LeaveListRequest) -> Filter {
    let none = types::LeaveFilters { status: None, employee: None, leave_type: None };
    let any = sent.filters.unwrap_or(none);
    let status = chosen(sent.status, any.status);
    let none = status.as_ref().is_some_and(Vec::is_empty);
    let employees = chosen(sent.employee, any.employee).filter(|_| !none);
    let employees = if none { Some(Vec::new()) } else { employees };
    Filter {
        stages: status.unwrap_or_default().into_iter().map(stage).collect(),
        employees: employees.map(|ids| ids.into_iter().map(EmployeeId).collect()),
        types: chosen(sent.leave_type, any.leave_type)
            .map(|ids| ids.into_iter().map(LeaveTypeId).collect()),
        from: sent.date_from,
        to: sent.date_to,
        order: Some((order(sent.sort_field), descends(sent.sort_order))),
        ..Filter::default()
    }
}

fn order(by: LeaveListSortField) -> Order {
    match by {
        LeaveListSortField::Id => Order::Made,
        LeaveListSortField::Employee => Order::Employee,
        LeaveListSortField::LeaveType => Order::LeaveType,
        LeaveListSortField::DateStart => Order::FirstDay,
        LeaveListSortField::DateEnd => Order::LastDay,
        LeaveListSortField::Status => Order::Status,
    }
}

fn stage(status: LeaveStatus) -> Stage {
    match status {
        LeaveStatus::Pending => Stage::Pending,
        LeaveStatus::Approved => Stage::Approved,
        LeaveStatus::Rejected => Stage::Rejected,
        LeaveStatus::CancellationRequested => Stage::CancelRequested,
        LeaveStatus::Cancelled => Stage::Cancelled,
        LeaveStatus::Processing => Stage::Processing,
    }
}

pub fn status(stage: Stage) -> LeaveStatus {
    match stage {
        Stage::Pending => LeaveStatus::Pending,
        Stage::Approved => LeaveStatus::Approved,
        Stage::Rejected => LeaveStatus::Rejected,
        Stage::CancelRequested => LeaveStatus::CancellationRequested,
        Stage::Cancelled => LeaveStatus::Cancelled,
        Stage::Processing => LeaveStatus::Processing,
    }
}

/// Leave that is asked for, by the caller for themselves where nobody is named.
///
/// # Errors
/// `Invalid` where a key of `days` is no date.
pub fn application(
    sent: types::LeaveApplication,
    caller: EmployeeId,
) -> Result<Application, Error> {
    Ok(Application {
        employee: sent.employee.map_or(caller, EmployeeId),
        leave_type: LeaveTypeId(sent.leave_type),
        first_day: sent.start,
        last_day: sent.end,
        days: days(sent.days)?,
        notes: sent.details.value(),
        attachment: sent.attachment.value().map(Link::Stored),
    })
}

fn days(sent: BTreeMap<String, LeaveDayKind>) -> Result<Vec<Day>, Error> {
    let day = |(date, kind): (String, LeaveDayKind)| {
        let read = Some(&date).filter(|date| date.len() == 10).and_then(|date| date.parse().ok());
        let date: NaiveDate =
            read.ok_or_else(|| Error::invalid("days", "must have dates as keys"))?;
        Ok(Day { date, portion: portion(kind) })
    };
    sent.into_iter().map(day).collect()
}

fn portion(kind: LeaveDayKind) -> Portion {
    match kind {
        LeaveDayKind::Full => Portion::Full,
        LeaveDayKind::Morning => Portion::Morning,
        LeaveDayKind::Afternoon => Portion::Afternoon,
        LeaveDayKind::MorningOneHour => Portion::MorningOneHour,
        LeaveDayKind::MorningTwoHours => Portion::MorningTwoHours,
        LeaveDayKind::MorningThreeHours => Portion::MorningThreeHours,
        LeaveDayKind::AfternoonOneHour => Portion::AfternoonOneHour,
        LeaveDayKind::AfternoonTwoHours => Portion::AfternoonTwoHours,
        LeaveDayKind::AfternoonThreeHours => Portion::AfternoonThreeHours,
    }
}

fn kind(portion: Portion) -> LeaveDayKind {
    match portion {
        Portion::Full => LeaveDayKind::Full,
        Portion::Morning => LeaveDayKind::Morning,
        Portion::Afternoon => LeaveDayKind::Afternoon,
        Portion::MorningOneHour => LeaveDayKind::MorningOneHour,
        Portion::MorningTwoHours => LeaveDayKind::MorningTwoHours,
        Portion::MorningThreeHours => LeaveDayKind::MorningThreeHours,
        Portion::AfternoonOneHour => LeaveDayKind::AfternoonOneHour,
        Portion::AfternoonTwoHours => LeaveDayKind::AfternoonTwoHours,
        Portion::AfternoonThreeHours => LeaveDayKind::AfternoonThreeHours,
    }
}

/// Leave as lists show it.
pub fn item(it: LeaveRequest) -> types::LeaveItem {
    types::LeaveItem {
        id: it.id.get(),
        employee: it.employee.id.get(),
        date_start: it.starts_at.date(),
        date_end: last_day(&it),
        status: status(it.stage()),
        total: it.total_days.into(),
        leave_type: it.leave_type.map(|of| of.name).into(),
        details: it.notes.into(),
    }
}

/// The period in which leave starts.
pub fn period<'a>(it: &LeaveRequest, all: &'a [LeavePeriod]) -> Option<&'a LeavePeriod> {
    all.iter().find(|period| period.holds(it.starts_at.date()))
}

/// Leave as writes answer it.
pub fn shown(it: LeaveRequest, periods: &[LeavePeriod]) -> types::Leave {
    types::Leave {
        id: it.id.get(),
        employee: it.employee.id.get(),
        leave_period: period(&it, periods).map(|period| period.id.get()).into(),
        date_start: it.starts_at.date(),
        date_end: last_day(&it),
        status: status(it.stage()),
        total: it.total_days.into(),
        leave_type: it.leave_type.map(|of| of.id.get()).into(),
        details: it.notes.into(),
        attachment: it.attachment.map(name).into(),
    }
}

/// What a file that was uploaded is called here.
pub fn name(file: Link) -> String {
    match file {
        Link::Stored(name) | Link::Elsewhere(name) => name,
    }
}

/// One leave with its days and what became of it.
pub fn detail(it: Detail, periods: &[LeavePeriod]) -> types::LeaveDetail {
    let Detail { request: it, days, log } = it;
    let period = period(&it, periods);
    let day = |day: Day| types::LeaveDay { leave_date: day.date, leave_type: kind(day.portion) };
    types::LeaveDetail {
        id: it.id.get(),
        date_start: it.starts_at.date(),
        date_end: last_day(&it),
        status: status(it.stage()),
        total: it.total_days.into(),
        leave_period: period.map(|it| reference("LeavePeriod", it.id.get(), it.name.clone())),
        employee: reference("Employee", it.employee.id.get(), it.employee.name),
        leave_type: it.leave_type.map(|of| reference("LeaveType", of.id.get(), of.name)),
        details: it.notes,
        attachment: it.attachment.map(name),
        days: days.into_iter().map(day).collect(),
        logs: log.into_iter().map(line).collect(),
    }
}

fn line(it: Change) -> types::LeaveLog {
    types::LeaveLog {
        status_from: status(it.from),
        status_to: status(it.to),
        user: it.by.map(|by| reference("Employee", by.employee.get(), by.name)),
        note: it.note,
        created: moment(it.at),
    }
}

pub fn leave_type(it: LeaveType) -> types::LeaveType {
    let carried = it.carry_over == Some(true);
    let days = |hours: Decimal| wire::Decimal((hours / HOURS).round_dp(3).normalize());
    types::LeaveType {
        id: it.id.get(),
        name: it.name,
        supervisor_leave_assign: yes_no(it.manager_assigns),
        employee_can_apply: yes_no(it.self_service),
        apply_beyond_current: yes_no(it.beyond_balance),
        leave_accrue: yes_no(it.accrual.is_some()),
        carried_forward: yes_no(carried),
        default_per_year: days(it.entitlement_hours.unwrap_or_default()),
        carried_forward_percentage: if carried { 100 } else { 0 },
        // Days that are carried over count for the whole of the next year.
        carried_forward_leave_availability: 365,
        max_carried_forward_amount: days(it.carry_over_hours.unwrap_or_default().into()),
        leave_group: None.into(),
        leave_color: it.colour.into(),
        leave_lock_period: it.lock_days,
        notice_period: it.notice_days,
        attachment_mandatory: yes_no(it.attachment_required),
        sandwich_leave: it.sandwich,
        notes: it.notes.into(),
    }
}

pub fn leave_period(it: LeavePeriod) -> types::LeavePeriod {
    types::LeavePeriod {
        id: it.id.get(),
        name: it.name,
        date_start: it.starts_on,
        date_end: it.ends_on,
        status: period_status(it.active),
    }
}

pub fn period_status(active: bool) -> types::LeavePeriodStatus {
    match active {
        true => types::LeavePeriodStatus::Active,
        false => types::LeavePeriodStatus::Inactive,
    }
}

/// What there is of a type and what is left; all of it is there where the type deducts nothing.
pub fn entitlement(it: Balance) -> types::LeaveEntitlement {
    let taken = if it.deducts { Decimal::ZERO } else { it.used };
    let available = it.remaining - it.pending - taken;
    types::LeaveEntitlement {
        leave_type: it.leave_type.get(),
        total_leaves: (available + it.pending + it.used).into(),
        name: it.leave_type_name,
        pending_leaves: it.pending.into(),
        approved_leaves: it.used.into(),
        available_leaves: available.into(),
        carried_forward: it.carried.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{LeaveDayKind, days};

    #[test]
    fn days_are_read_by_their_dates_only() {
        for (key, read) in [
            ("2026-03-02", true),
            ("2026-02-30", false),
            ("2026-3-2", false),
            ("monday", false),
            ("", false),
        ] {
            let found = days([(key.to_owned(), LeaveDayKind::Full)].into());
            assert_eq!(found.is_ok(), read, "{key}");
        }
    }
}
