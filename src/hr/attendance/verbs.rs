//! What can be done with attendance: load, rule, save and audit in one transaction.

use chrono::{Months, NaiveDate};
use sea_orm::ConnectionTrait;

use super::{Attendance, Filter, NewAttendance, Place, rules, store};
use crate::branch::{self, Branch};
use crate::id::{AttendanceId, CompanyId, EmployeeId};
use crate::{Error, Hr, Page, PageRequest, Who, Write, employee};

/// Checks an employee in now.
///
/// `WrongState` where a record of the day is open or done; `Invalid` where the employee is unknown,
/// or the branch has a fence and the place is outside it or not given.
pub async fn check_in(
    hr: &Hr,
    who: &Who,
    employee: EmployeeId,
    place: Option<Place>,
) -> Result<Attendance, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let branch = branch_of(w.tx, w.who.company, employee).await?;
            let new = NewAttendance {
                employee,
                check_in_at: w.now,
                check_out_at: None,
                check_in_place: place,
                check_out_place: None,
            };
            let it = entered(&w, new, branch.as_ref()).await?;
            rules::within_fence(branch.as_ref(), place)?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("attendance.check_in", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Checks an employee out now, wherever they are: the open record of today or, past midnight, of
/// the day before.
///
/// `WrongState` where there is none; `Invalid` where the employee is unknown or the place is none.
pub async fn check_out(
    hr: &Hr,
    who: &Who,
    employee: EmployeeId,
    place: Option<Place>,
) -> Result<Attendance, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let branch = branch_of(w.tx, company, employee).await?;
            let today = rules::day(w.now, branch.as_ref())?;
            let days = (today.pred_opt().unwrap_or(today), today);
            let mut latest = store::all(w.tx, company, &of(employee, days)).await?;
            latest.retain(|it| it.check_out_at.is_none());
            let it = rules::check_out(latest.pop(), place, w.now)?;
            let it = store::update(w.tx, company, it).await?;
            w.audit("attendance.check_out", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Enters a day afterwards, wherever it was worked; fails as [`check_in`] does but for the fence.
pub async fn record(hr: &Hr, who: &Who, new: NewAttendance) -> Result<Attendance, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let branch = branch_of(w.tx, w.who.company, new.employee).await?;
            let it = entered(&w, new, branch.as_ref()).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("attendance.record", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One record; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: AttendanceId) -> Result<Attendance, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The records that the filter lets through, the latest day first.
pub async fn list(
    hr: &Hr,
    who: &Who,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Attendance>, Error> {
    store::list(hr.db().read(), who.company, filter, page).await
}

/// The records of one employee in one month, the earliest day first; `Invalid` where the month is
/// none.
pub async fn month(
    hr: &Hr,
    who: &Who,
    employee: EmployeeId,
    year: i32,
    month: u32,
) -> Result<Vec<Attendance>, Error> {
    let days = NaiveDate::from_ymd_opt(year, month, 1).and_then(|first| {
        let next = first.checked_add_months(Months::new(1))?;
        Some((first, next.pred_opt()?))
    });
    let days = days.ok_or_else(|| Error::invalid("month", "is not a month of the calendar"))?;
    store::all(hr.db().read(), who.company, &of(employee, days)).await
}

/// Which day it is where the employee works; `Invalid` where the employee is unknown.
pub async fn today(hr: &Hr, who: &Who, employee: EmployeeId) -> Result<NaiveDate, Error> {
    let branch = branch_of(hr.db().read(), who.company, employee).await?;
    rules::day(hr.clock().now(), branch.as_ref())
}

/// The record that `new` describes, which the employee has not yet on its day.
async fn entered(
    w: &Write<'_>,
    new: NewAttendance,
    branch: Option<&Branch>,
) -> Result<Attendance, Error> {
    let day = rules::day(new.check_in_at, branch)?;
    let of_day = store::all(w.tx, w.who.company, &of(new.employee, (day, day))).await?;
    rules::record(new, branch, &of_day, w.now)
}

pub(super) fn of(employee: EmployeeId, (from, to): (NaiveDate, NaiveDate)) -> Filter {
    Filter { employees: Some(vec![employee]), from: Some(from), to: Some(to), ..Filter::default() }
}

pub(super) async fn branch_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
) -> Result<Option<Branch>, Error> {
    match employee::branch_of(db, company, employee, "employee_id").await? {
        Some(id) => Ok(Some(branch::find(db, company, id).await?)),
        None => Ok(None),
    }
}
