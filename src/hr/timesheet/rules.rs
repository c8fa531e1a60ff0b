//! What may happen to a timesheet and its entries: pure, so that tests can be tables.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};

use super::store::{EntryRow, Row};
use super::{Decision, NewTimeEntry, Status, TimeEntryChange};
use crate::id::{EmployeeId, TimeEntryId, TimesheetId};
use crate::patch::set;
use crate::sight::Viewer;
use crate::{Error, Faults};

/// The Sunday on which the week of a day begins.
pub fn week_of(day: NaiveDate) -> NaiveDate {
    let since = u64::from(day.weekday().num_days_from_sunday());
    day.checked_sub_days(Days::new(since)).unwrap_or(day)
}

/// The pending timesheet of the week that begins on this Sunday.
pub fn open(employee: EmployeeId, starts_on: NaiveDate, now: DateTime<Utc>) -> Row {
    Row {
        id: TimesheetId(0),
        employee,
        starts_on,
        status: Status::Pending,
        reason: None,
        submitted_at: None,
        decided_at: None,
        created_at: now,
        updated_at: now,
    }
}

/// Refuses whoever neither owns the timesheet nor is an administrator.
pub fn may_write(it: &Row, viewer: Viewer) -> Result<(), Error> {
    match viewer.employee == it.employee || viewer.is_admin() {
        true => Ok(()),
        false => Err(Error::forbidden("the timesheet is not yours")),
    }
}

/// Refuses whoever is neither the supervisor of its employee nor an administrator.
pub fn may_decide(viewer: Viewer, supervisor: Option<EmployeeId>) -> Result<(), Error> {
    match supervisor == Some(viewer.employee) || viewer.is_admin() {
        true => Ok(()),
        false => Err(Error::forbidden("the timesheet belongs to none of your subordinates")),
    }
}

/// The timesheet submitted; as it is where it was already. An administrator's own is approved
/// where nobody supervises them.
pub fn submit(
    it: Row,
    viewer: Viewer,
    supervisor: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<Row, Error> {
    let own = viewer.employee == it.employee && viewer.is_admin();
    let at_once = own && supervisor.is_none();
    let (status, decided_at) = match (it.status, at_once) {
        (Status::Approved, _) => {
            return Err(Error::wrong_state("an approved timesheet cannot be submitted"));
        }
        (Status::Submitted, false) => return Ok(it),
        (_, true) => (Status::Approved, Some(now)),
        (_, false) => (Status::Submitted, None),
    };
    Ok(Row { status, decided_at, reason: None, submitted_at: Some(now), updated_at: now, ..it })
}

/// The timesheet decided; as it is where it was decided so already.
pub fn decide(
    it: Row,
    decision: Decision,
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<Row, Error> {
    let status = match decision {
        Decision::Approve => Status::Approved,
        Decision::Reject => Status::Rejected,
    };
    match it.status {
        before if before == status => Ok(it),
        Status::Submitted => {
            Ok(Row { status, reason, decided_at: Some(now), updated_at: now, ..it })
        }
        _ => Err(Error::wrong_state("only a submitted timesheet can be decided")),
    }
}

/// The entry that `new` describes; its id is given by the store.
pub fn add(sheet: &Row, new: NewTimeEntry, now: DateTime<Utc>) -> Result<EntryRow, Error> {
    let it = EntryRow {
        id: TimeEntryId(0),
        timesheet: sheet.id,
        employee: sheet.employee,
        project: new.project,
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        details: new.details,
        created_at: now,
        updated_at: now,
    };
    check(sheet, it)
}

/// The entry after `change`.
pub fn change(
    sheet: &Row,
    mut it: EntryRow,
    change: TimeEntryChange,
    now: DateTime<Utc>,
) -> Result<EntryRow, Error> {
    change.project.apply(&mut it.project);
    set(&mut it.starts_at, change.starts_at);
    set(&mut it.ends_at, change.ends_at);
    change.details.apply(&mut it.details);
    it.updated_at = now;
    check(sheet, it)
}

/// Refuses to touch the entries of an approved timesheet.
pub fn unlocked(sheet: &Row) -> Result<(), Error> {
    match sheet.status {
        Status::Approved => Err(Error::wrong_state("the timesheet is approved")),
        Status::Pending | Status::Submitted | Status::Rejected => Ok(()),
    }
}

fn check(sheet: &Row, it: EntryRow) -> Result<EntryRow, Error> {
    unlocked(sheet)?;
    let begin = sheet.starts_on.and_time(NaiveTime::MIN);
    let end = begin.checked_add_days(Days::new(7)).unwrap_or(begin);
    Faults::default()
        .check(begin <= it.starts_at && it.starts_at < end, "starts_at", "must lie in the week")
        .check(it.starts_at < it.ends_at, "ends_at", "must be after the start")
        .check(it.ends_at <= end, "ends_at", "must lie in the week")
        .result()?;
    Ok(it)
}
