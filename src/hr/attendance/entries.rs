//! Entries: attendance in local time, several stays a day, for those who may see the employee.

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use sea_orm::ConnectionTrait;

use super::{Attendance, Entry, Filter, Leaving, NewEntry, Sort, Summary, rules, store, verbs};
use crate::access::Level;
use crate::branch::{self, Zones};
use crate::id::{AttendanceId, BranchId, CompanyId, EmployeeId};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who, Write, employee};

/// Enters a stay, of somebody whom `viewer` sees; it is open where it has no end.
///
/// `WrongState` where another entry of the day is open or overlaps; `Invalid` where the employee
/// is unknown, the end is not after the start or on another date, or a time does not exist.
pub async fn enter(hr: &Hr, who: &Who, viewer: Viewer, new: NewEntry) -> Result<Entry, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            sight::require_named(&w, viewer, new.employee, "employee_id").await?;
            let (branch, zone) = zone_of(w.tx, w.who.company, new.employee).await?;
            let it = rules::enter(new, branch, zone, w.now)?;
            let near = near(&w, it.employee, it.date).await?;
            let it = rules::fits(it, zone, &near)?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("attendance.enter", it.id.get()).await?;
            one(w.tx, w.who.company, it).await
        })
    })
    .await
}

/// Closes the open entry of the day of `leaving`; fails as [`enter`] does, and with `WrongState`
/// where there is none.
pub async fn punch_out(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    leaving: Leaving,
) -> Result<Entry, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let employee = leaving.employee;
            sight::require_named(&w, viewer, employee, "employee_id").await?;
            let (_, zone) = zone_of(w.tx, w.who.company, employee).await?;
            let at = moment(leaving.left_at, zone, w.now)?;
            let near = near(&w, employee, branch::local(at, zone).date()).await?;
            let it = rules::leave(&near, leaving, branch::local(at, zone).date(), at, w.now)?;
            let it = rules::fits(it, zone, &near)?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("attendance.punch_out", it.id.get()).await?;
            one(w.tx, w.who.company, it).await
        })
    })
    .await
}

/// Removes an entry for good; only an administrator may.
pub async fn delete(hr: &Hr, who: &Who, viewer: Viewer, id: AttendanceId) -> Result<(), Error> {
    viewer.require(Level::Admin)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("attendance.delete", id.get()).await
        })
    })
    .await
}

/// One entry of somebody whom `viewer` sees; `NotFound` where the company has none with this id.
pub async fn entry(hr: &Hr, who: &Who, viewer: Viewer, id: AttendanceId) -> Result<Entry, Error> {
    let db = hr.db().read();
    let it = store::find(db, who.company, id).await?;
    sight::require(hr, who, viewer, it.employee).await?;
    one(db, who.company, it).await
}

/// The entries that the filter lets through, of everybody to an administrator and of the own
/// reports to others.
pub async fn entries(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    filter: Filter,
    sort: Sort,
    page: PageRequest,
) -> Result<Page<Entry>, Error> {
    let seen = sight::reports(hr, who, viewer).await?;
    let filter = Filter { employees: seen.cut(filter.employees), ..filter };
    listed(hr, who, &filter, sort, page).await
}

/// The entries of one employee whom `viewer` sees.
pub async fn entries_of(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    employee: EmployeeId,
    filter: Filter,
    sort: Sort,
    page: PageRequest,
) -> Result<Page<Entry>, Error> {
    sight::require(hr, who, viewer, employee).await?;
    let filter = Filter { employees: Some(vec![employee]), ..filter };
    listed(hr, who, &filter, sort, page).await
}

/// The open entry of a day, today where none is said, of somebody whom `viewer` sees, and what the
/// clock shows where the employee works.
pub async fn open_on(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    employee: EmployeeId,
    date: Option<NaiveDate>,
) -> Result<(Option<Entry>, NaiveDateTime), Error> {
    sight::require(hr, who, viewer, employee).await?;
    let (db, company) = (hr.db().read(), who.company);
    let (_, zone) = zone_of(db, company, employee).await?;
    let now = branch::local(hr.clock().now(), zone);
    let date = date.unwrap_or(now.date());
    let filter = Filter { open: Some(true), ..verbs::of(employee, (date, date)) };
    let open = store::all(db, company, &filter).await?;
    Ok((shown(db, company, open).await?.pop(), now))
}

/// The attendance of somebody whom `viewer` sees in figures.
pub async fn summary(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    employee: EmployeeId,
) -> Result<Summary, Error> {
    sight::require(hr, who, viewer, employee).await?;
    let (db, company) = (hr.db().read(), who.company);
    let (_, zone) = zone_of(db, company, employee).await?;
    let today = branch::local(hr.clock().now(), zone).date();
    let first = today.with_day(1).unwrap_or(today);
    let last = (first + Months::new(1)).pred_opt().unwrap_or(today);
    store::summary(db, company, employee, (first, last)).await
}

/// Which day it is where the employee works, as part of a write.
pub(crate) async fn today_in(w: &Write<'_>, employee: EmployeeId) -> Result<NaiveDate, Error> {
    let (_, zone) = zone_of(w.tx, w.who.company, employee).await?;
    Ok(branch::local(w.now, zone).date())
}

/// Whether one closed entry of an employee covers this time of the clock where they work.
pub(crate) async fn covers(
    w: &Write<'_>,
    employee: EmployeeId,
    (from, to): (NaiveDateTime, NaiveDateTime),
) -> Result<bool, Error> {
    let (_, zone) = zone_of(w.tx, w.who.company, employee).await?;
    let from = branch::moment("starts_at", from, zone)?;
    let to = branch::moment("ends_at", to, zone)?;
    // What is shown in whole seconds may have begun a part of one later.
    let from = from + TimeDelta::seconds(1);
    store::covers(w.tx, w.who.company, employee, (from, to)).await
}

async fn listed(
    hr: &Hr,
    who: &Who,
    filter: &Filter,
    sort: Sort,
    page: PageRequest,
) -> Result<Page<Entry>, Error> {
    let db = hr.db().read();
    let found = store::sorted(db, who.company, filter, sort, page).await?;
    Ok(Page { items: shown(db, who.company, found.items).await?, total: found.total })
}

/// The records of the day and the one before it, whose last may reach into it.
async fn near(
    w: &Write<'_>,
    employee: EmployeeId,
    date: NaiveDate,
) -> Result<Vec<Attendance>, Error> {
    let days = (date.pred_opt().unwrap_or(date), date);
    store::all(w.tx, w.who.company, &verbs::of(employee, days)).await
}

async fn zone_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
) -> Result<(Option<BranchId>, Tz), Error> {
    let branch = verbs::branch_of(db, company, employee).await?;
    Ok((branch.as_ref().map(|branch| branch.id), branch::zone(branch.as_ref())?))
}

fn moment(at: Option<NaiveDateTime>, zone: Tz, now: DateTime<Utc>) -> Result<DateTime<Utc>, Error> {
    at.map_or(Ok(now), |at| branch::moment("check_out_at", at, zone))
}

async fn one(
    db: &impl ConnectionTrait,
    company: CompanyId,
    it: Attendance,
) -> Result<Entry, Error> {
    let mut shown = shown(db, company, vec![it]).await?;
    shown.pop().ok_or(Error::NotFound("attendance record"))
}

/// The records in local time and with names, in two further statements for all of them.
async fn shown(
    db: &impl ConnectionTrait,
    company: CompanyId,
    records: Vec<Attendance>,
) -> Result<Vec<Entry>, Error> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let zones = Zones::load(db, company).await?;
    let ids = records.iter().map(|it| it.employee).collect();
    let names = employee::names(db, company, ids).await?;
    let entry = |record: Attendance| {
        let zone = zones.of(record.branch);
        Entry {
            name: names.get(&record.employee).cloned().unwrap_or_default(),
            came_at: branch::local(record.check_in_at, zone),
            left_at: record.check_out_at.map(|at| branch::local(at, zone)),
            record,
        }
    };
    Ok(records.into_iter().map(entry).collect())
}
