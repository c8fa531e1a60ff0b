//! Figures between IceHRM and the core: hours and days as exact decimals.

use chrono::NaiveDate;
use hr::id::{DepartmentId, EmployeeId};
use hr::insight::{Scope, attendance, charts, leave, timesheet};
use hr::leave::Status as LeaveStatus;
use hr::timesheet::Status as SheetStatus;
use icehrm_server::types::{
    AttendanceInsight, AttendanceInsightByDayItem, AttendanceInsightByEmployeeItem, CheckInChart,
    LeaveChart, LeaveInsight, LeaveInsightByMonthItem, LeaveInsightByStatusItem,
    LeaveInsightByStatusItemStatus, LeaveInsightByTypeItem, LeaveInsightTopEmployeesItem,
    TimesheetInsight, TimesheetInsightByEmployeeItem, TimesheetInsightByProjectItem,
    TimesheetInsightByStatusItem, TimesheetInsightByStatusItemStatus, TimesheetInsightByWeekItem,
};
use rust_decimal::Decimal;

use super::{hours, reference};

/// The days and people that are asked for.
pub fn scope(
    today: NaiveDate,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    department: Option<i64>,
    employee: Option<i64>,
) -> Scope {
    let days = Scope::days(today, from, to);
    let (department, employee) = (department.map(DepartmentId), employee.map(EmployeeId));
    Scope { department, employee, ..days }
}

pub fn leave(it: leave::Figures) -> LeaveInsight {
    let average = it.days.checked_div(Decimal::from(it.employees)).unwrap_or_default();
    let by_status = it.by_status.into_iter().map(|(status, requests)| LeaveInsightByStatusItem {
        status: leave_status(status),
        requests,
    });
    let by_type = it.by_type.into_iter().map(|(of, days)| {
        let of = of.map(|of| reference("LeaveType", of.id.get(), of.name));
        LeaveInsightByTypeItem { leave_type: of.into(), days: days.into() }
    });
    let by_month = it.by_month.into_iter();
    let top = it.top.into_iter().map(|(person, days)| LeaveInsightTopEmployeesItem {
        employee: reference("Employee", person.id.get(), person.name),
        days: days.into(),
    });
    LeaveInsight {
        total_requests: it.requests,
        by_status: by_status.collect(),
        by_type: by_type.collect(),
        by_month: by_month
            .map(|(month, days)| LeaveInsightByMonthItem { month, days: days.into() })
            .collect(),
        top_employees: top.collect(),
        average_days_per_employee: average.round_dp(2).normalize().into(),
    }
}

fn leave_status(status: LeaveStatus) -> LeaveInsightByStatusItemStatus {
    match status {
        LeaveStatus::Pending => LeaveInsightByStatusItemStatus::Pending,
        LeaveStatus::Approved => LeaveInsightByStatusItemStatus::Approved,
        LeaveStatus::Rejected => LeaveInsightByStatusItemStatus::Rejected,
        LeaveStatus::CancelRequested => LeaveInsightByStatusItemStatus::CancellationRequested,
        LeaveStatus::Cancelled => LeaveInsightByStatusItemStatus::Cancelled,
    }
}

pub fn attendance(it: attendance::Figures) -> AttendanceInsight {
    let by_day = it.by_day.into_iter().map(|day| AttendanceInsightByDayItem {
        date: day.date,
        present: day.present,
        hours: hours(day.seconds.unwrap_or(0)),
    });
    let by_employee = it.by_employee.into_iter().map(|one| AttendanceInsightByEmployeeItem {
        employee: reference("Employee", one.employee.get(), one.name),
        entries: one.entries,
        days: one.days,
        hours: hours(one.seconds),
    });
    AttendanceInsight {
        total_entries: it.entries,
        total_hours: hours(it.seconds),
        average_hours_per_day: hours(it.seconds.checked_div(it.days).unwrap_or(0)),
        work_from_home_days: it.days_at_home,
        office_days: it.days_on_site,
        open_entries: it.open,
        by_day: by_day.collect(),
        by_employee: by_employee.collect(),
    }
}

pub fn timesheets(it: timesheet::Figures) -> TimesheetInsight {
    let pending = it.seconds(&[SheetStatus::Pending, SheetStatus::Submitted]);
    let (total, approved) = (it.seconds(SheetStatus::ALL), it.seconds(&[SheetStatus::Approved]));
    let by_status = it.by_status.into_iter().map(|(status, seconds)| {
        TimesheetInsightByStatusItem { status: sheet_status(status), hours: hours(seconds) }
    });
    let by_project = it.by_project.into_iter().map(|(of, seconds)| {
        let project = of.map(|of| reference("Project", of.id.get(), of.name)).into();
        TimesheetInsightByProjectItem { project, hours: hours(seconds) }
    });
    let by_employee = it.by_employee.into_iter().map(|(id, name, seconds)| {
        let employee = reference("Employee", id.get(), name);
        TimesheetInsightByEmployeeItem { employee, hours: hours(seconds) }
    });
    let by_week = it.by_week.into_iter().map(|(date_start, seconds)| TimesheetInsightByWeekItem {
        date_start,
        hours: hours(seconds),
    });
    TimesheetInsight {
        total_hours: hours(total),
        approved_hours: hours(approved),
        pending_hours: hours(pending),
        by_status: by_status.collect(),
        by_project: by_project.collect(),
        by_employee: by_employee.collect(),
        by_week: by_week.collect(),
    }
}

fn sheet_status(status: SheetStatus) -> TimesheetInsightByStatusItemStatus {
    match status {
        SheetStatus::Pending => TimesheetInsightByStatusItemStatus::Pending,
        SheetStatus::Submitted => TimesheetInsightByStatusItemStatus::Submitted,
        SheetStatus::Approved => TimesheetInsightByStatusItemStatus::Approved,
        SheetStatus::Rejected => TimesheetInsightByStatusItemStatus::Rejected,
    }
}

pub fn entitlement(it: charts::Entitlement) -> LeaveChart {
    LeaveChart {
        pending: it.pending.into(),
        approved: it.approved.into(),
        remaining: it.remaining.into(),
    }
}

pub fn check_ins(it: charts::CheckIns) -> CheckInChart {
    CheckInChart {
        checked_in: it.checked_in,
        checked_out: it.checked_out,
        not_started: it.not_started,
    }
}
