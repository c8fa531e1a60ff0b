//! What can be done with timesheets: load, rule, save and audit in one transaction.

use chrono::{Days, NaiveDate};

use super::{Decision, Status, TimeEntry, Timesheet, notices, rules, store};
use crate::id::{EmployeeId, TimesheetId};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who, Write, attendance, employee};

/// A week beside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Week {
    Before,
    After,
}

/// The viewer's own timesheets, the latest week first.
pub async fn own(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    status: Option<Status>,
    page: PageRequest,
) -> Result<Page<Timesheet>, Error> {
    store::list(hr.db().read(), who.company, vec![viewer.employee], status, page).await
}

/// The timesheets of whoever reports to the viewer, the latest week first.
pub async fn of_reports(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    status: Option<Status>,
    page: PageRequest,
) -> Result<Page<Timesheet>, Error> {
    let reports = employee::reports(hr, who, viewer.employee).await?;
    store::list(hr.db().read(), who.company, reports, status, page).await
}

/// One timesheet with its entries, the earliest first; `NotFound` where the company has none with
/// this id, `Forbidden` where `viewer` does not see the employee.
pub async fn get(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: TimesheetId,
) -> Result<(Timesheet, Vec<TimeEntry>), Error> {
    let (db, company) = (hr.db().read(), who.company);
    let row = store::find(db, company, id).await?;
    sight::require(hr, who, viewer, row.employee).await?;
    let entries = store::entries(db, company, id, None).await?;
    Ok((store::one(db, company, row).await?, entries))
}

/// The viewer's timesheet of the week that it is where they work, and whether it was made now.
pub async fn current(hr: &Hr, who: &Who, viewer: Viewer) -> Result<(Timesheet, bool), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let today = attendance::today_in(&w, viewer.employee).await?;
            opened(&w, viewer.employee, rules::week_of(today)).await
        })
    })
    .await
}

/// The timesheet of somebody for the week of a day, and whether it was made now; only for the
/// employee and administrators. `Invalid` where the employee is unknown.
pub async fn open(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    employee: EmployeeId,
    day: NaiveDate,
) -> Result<(Timesheet, bool), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let starts_on = rules::week_of(day);
            rules::may_write(&rules::open(employee, starts_on, w.now), viewer)?;
            employee::require(w.tx, w.who.company, employee, "employee_id").await?;
            opened(&w, employee, starts_on).await
        })
    })
    .await
}

/// The timesheet of the same employee for the week before or after, and whether it was made now;
/// only for the employee and administrators.
pub async fn beside(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: TimesheetId,
    which: Week,
) -> Result<(Timesheet, bool), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            rules::may_write(&it, viewer)?;
            let starts_on = match which {
                Week::Before => it.starts_on.checked_sub_days(Days::new(7)),
                Week::After => it.starts_on.checked_add_days(Days::new(7)),
            };
            let starts_on = starts_on.ok_or_else(|| Error::wrong_state("there is no such week"))?;
            opened(&w, it.employee, starts_on).await
        })
    })
    .await
}

async fn opened(
    w: &Write<'_>,
    employee: EmployeeId,
    starts_on: NaiveDate,
) -> Result<(Timesheet, bool), Error> {
    let company = w.who.company;
    if let Some(there) = store::of_week(w.tx, company, employee, starts_on).await? {
        return Ok((store::one(w.tx, company, there).await?, false));
    }
    let it = store::insert(w.tx, company, rules::open(employee, starts_on, w.now)).await?;
    w.audit("timesheet.create", it.id.get()).await?;
    Ok((store::one(w.tx, company, it).await?, true))
}

/// Hands a timesheet in, which tells the supervisor; only the employee and administrators may.
/// `WrongState` where it is approved. One that is submitted stays as it is, and an administrator's
/// own is approved at once where nobody supervises them.
pub async fn submit(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: TimesheetId,
) -> Result<Timesheet, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let old = store::find(w.tx, company, id).await?;
            rules::may_write(&old, viewer)?;
            let supervisor = supervisor(&w, old.employee).await?;
            let new = rules::submit(old.clone(), viewer, supervisor, w.now)?;
            let changed = new != old;
            let it = saved(&w, &old, new, "timesheet.submit").await?;
            if changed && it.status == Status::Submitted {
                notices::submitted(&w, &it, supervisor).await?;
            }
            Ok(it)
        })
    })
    .await
}

/// Approves or rejects a submitted timesheet, which tells the employee; only the supervisor and
/// administrators may. One that is decided so already stays as it is; `WrongState` otherwise.
pub async fn decide(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: TimesheetId,
    decision: Decision,
    reason: Option<String>,
) -> Result<Timesheet, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let old = store::find(w.tx, company, id).await?;
            rules::may_decide(viewer, supervisor(&w, old.employee).await?)?;
            let new = rules::decide(old.clone(), decision, reason, w.now)?;
            let changed = new != old;
            let verb = match decision {
                Decision::Approve => "timesheet.approve",
                Decision::Reject => "timesheet.reject",
            };
            let it = saved(&w, &old, new, verb).await?;
            if changed {
                notices::decided(&w, &it).await?;
            }
            Ok(it)
        })
    })
    .await
}

async fn saved(
    w: &Write<'_>,
    old: &store::Row,
    new: store::Row,
    verb: &'static str,
) -> Result<Timesheet, Error> {
    let company = w.who.company;
    if new == *old {
        return store::one(w.tx, company, new).await;
    }
    let it = store::update(w.tx, company, new).await?;
    w.audit(verb, it.id.get()).await?;
    store::one(w.tx, company, it).await
}

/// Whom the employee of a timesheet reports to; nobody where the employee is no longer there.
async fn supervisor(w: &Write<'_>, employee: EmployeeId) -> Result<Option<EmployeeId>, Error> {
    match employee::superior_of(w.tx, w.who.company, employee, "employee").await {
        Err(Error::Invalid(_)) => Ok(None),
        found => found,
    }
}
