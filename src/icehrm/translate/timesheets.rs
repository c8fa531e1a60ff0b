//! Timesheets and their entries between IceHRM and the core.

use hr::id::ProjectId;
use hr::timesheet::{self as core, NewTimeEntry, Status, TimeEntryChange};
use icehrm_server::types::{
    SubordinateTimesheet, SubordinateTimesheetPage, TimeEntry, TimeEntryCreate, TimeEntrySaved,
    TimeEntryUpdate, Timesheet, TimesheetDay, TimesheetOne, TimesheetPage, TimesheetStatus,
};
use wire::{LocalSecond, Nullable};

use super::{moment, patch, reference};

pub fn status(sent: TimesheetStatus) -> Status {
    match sent {
        TimesheetStatus::Pending => Status::Pending,
        TimesheetStatus::Submitted => Status::Submitted,
        TimesheetStatus::Approved => Status::Approved,
        TimesheetStatus::Rejected => Status::Rejected,
    }
}

fn stands(status: Status) -> TimesheetStatus {
    match status {
        Status::Pending => TimesheetStatus::Pending,
        Status::Submitted => TimesheetStatus::Submitted,
        Status::Approved => TimesheetStatus::Approved,
        Status::Rejected => TimesheetStatus::Rejected,
    }
}

pub fn shown(it: core::Timesheet) -> Timesheet {
    Timesheet {
        id: it.id.get(),
        employee: it.employee.get(),
        date_start: it.starts_on,
        date_end: it.ends_on(),
        status: stands(it.status),
        total_time: clock(it.minutes()),
        total_minutes: it.minutes(),
        days: days(&it),
        reason: it.reason.into(),
    }
}

fn of_report(it: core::Timesheet) -> SubordinateTimesheet {
    SubordinateTimesheet {
        id: it.id.get(),
        employee: reference("Employee", it.employee.get(), it.name.clone()),
        date_start: it.starts_on,
        date_end: it.ends_on(),
        status: stands(it.status),
        total_time: clock(it.minutes()),
        total_minutes: it.minutes(),
        days: days(&it),
        reason: it.reason.into(),
    }
}

/// `37:30` for 2250 minutes.
fn clock(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn days(it: &core::Timesheet) -> Vec<TimesheetDay> {
    let day = |date: chrono::NaiveDate| TimesheetDay {
        date,
        display: date.format("(%a) %d %b").to_string(),
    };
    it.days().map(day).collect()
}

pub fn one(it: core::Timesheet) -> TimesheetOne {
    TimesheetOne { timesheet: shown(it) }
}

/// A page of timesheets, with the number of the next one.
pub fn page(found: hr::Page<core::Timesheet>, number: i32, size: i32) -> TimesheetPage {
    let (total, next_page) = totals(&found, number, size);
    let data = found.items.into_iter().map(shown).collect();
    TimesheetPage { data, total, page: number, next_page }
}

/// The same with names.
pub fn page_of_reports(
    found: hr::Page<core::Timesheet>,
    number: i32,
    size: i32,
) -> SubordinateTimesheetPage {
    let (total, next_page) = totals(&found, number, size);
    let data = found.items.into_iter().map(of_report).collect();
    SubordinateTimesheetPage { data, total, page: number, next_page }
}

fn totals<T>(found: &hr::Page<T>, number: i32, size: i32) -> (i64, Nullable<i64>) {
    let total = i64::try_from(found.total).unwrap_or(i64::MAX);
    let (number, size) = (i64::from(number), i64::from(size));
    let more = number.saturating_mul(size) < total;
    (total, more.then_some(number + 1).into())
}

pub fn entry(it: core::TimeEntry) -> TimeEntry {
    let project = it.project.map(|of| reference("Project", of.id.get(), of.name));
    TimeEntry {
        id: it.id.get(),
        timesheet: it.timesheet.get(),
        employee: it.employee.get(),
        project: project.into(),
        details: it.details.into(),
        date_start: LocalSecond(it.starts_at),
        time_start: it.starts_at.format("%H:%M").to_string(),
        date_end: LocalSecond(it.ends_at),
        time_end: it.ends_at.format("%H:%M").to_string(),
        created: moment(it.created_at),
    }
}

pub fn saved((it, sheet): (core::TimeEntry, core::Timesheet)) -> TimeEntrySaved {
    TimeEntrySaved { entry: entry(it), timesheet: shown(sheet) }
}

pub fn new(sent: TimeEntryCreate) -> NewTimeEntry {
    NewTimeEntry {
        project: sent.project.value().map(ProjectId),
        starts_at: sent.date_start.0,
        ends_at: sent.date_end.0,
        details: sent.details.value(),
    }
}

pub fn change(sent: TimeEntryUpdate) -> TimeEntryChange {
    TimeEntryChange {
        project: patch(sent.project, ProjectId),
        starts_at: sent.date_start.map(|at| at.0),
        ends_at: sent.date_end.map(|at| at.0),
        details: patch(sent.details, |details| details),
    }
}

#[cfg(test)]
mod tests {
    use super::{clock, totals};

    #[test]
    fn minutes_are_hours_and_minutes_with_zeros() {
        for (minutes, text) in [(0, "00:00"), (61, "01:01"), (2250, "37:30"), (6001, "100:01")] {
            assert_eq!(clock(minutes), text);
        }
    }

    #[test]
    fn the_last_page_has_no_next_one() {
        for (number, total, next) in [(1, 50, None), (1, 51, Some(2)), (2, 51, None), (9, 0, None)]
        {
            let page = hr::Page { items: vec![()], total };
            assert_eq!(totals(&page, number, 50).1.value(), next);
        }
    }
}
