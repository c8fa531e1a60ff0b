//! What can be done with the entries of a timesheet: by its employee and by administrators, until
//! it is approved.

use super::store::{EntryRow, Row};
use super::{NewTimeEntry, TimeEntry, TimeEntryChange, Timesheet, rules, store};
use crate::id::{TimeEntryId, TimesheetId};
use crate::setting::{self, Key};
use crate::sight::Viewer;
use crate::{Error, Hr, Who, Write, attendance, project};

/// Enters time in a timesheet; answers with the entry and the timesheet as it is now.
///
/// `WrongState` where the timesheet is approved; `Invalid` where the time is none of its week,
/// the project is unknown or not for the employee, or attendance must cover the time and does not.
pub async fn add_entry(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    sheet: TimesheetId,
    new: NewTimeEntry,
) -> Result<(TimeEntry, Timesheet), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let sheet = writable(&w, viewer, sheet).await?;
            let it = rules::add(&sheet, new, w.now)?;
            require_project(&w, &it).await?;
            require_attendance(&w, &it).await?;
            let it = store::insert_entry(w.tx, w.who.company, it).await?;
            w.audit("time_entry.create", it.id.get()).await?;
            shown(&w, it.id, sheet).await
        })
    })
    .await
}

/// Changes what `change` names; fails as [`add_entry`] does.
pub async fn change_entry(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    (sheet, id): (TimesheetId, TimeEntryId),
    change: TimeEntryChange,
) -> Result<(TimeEntry, Timesheet), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let sheet = writable(&w, viewer, sheet).await?;
            let old = store::find_entry(w.tx, w.who.company, sheet.id, id).await?;
            let it = rules::change(&sheet, old.clone(), change, w.now)?;
            if it.project != old.project {
                require_project(&w, &it).await?;
            }
            if (it.starts_at, it.ends_at) != (old.starts_at, old.ends_at) {
                require_attendance(&w, &it).await?;
            }
            let it = store::update_entry(w.tx, w.who.company, it).await?;
            w.audit("time_entry.change", id.get()).await?;
            shown(&w, it.id, sheet).await
        })
    })
    .await
}

/// Removes an entry for good and answers with the timesheet as it is now; `WrongState` where it is
/// approved.
pub async fn delete_entry(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    (sheet, id): (TimesheetId, TimeEntryId),
) -> Result<Timesheet, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let sheet = writable(&w, viewer, sheet).await?;
            store::find_entry(w.tx, company, sheet.id, id).await?;
            rules::unlocked(&sheet)?;
            store::delete_entry(w.tx, company, id).await?;
            w.audit("time_entry.delete", id.get()).await?;
            store::one(w.tx, company, sheet).await
        })
    })
    .await
}

async fn writable(w: &Write<'_>, viewer: Viewer, id: TimesheetId) -> Result<Row, Error> {
    let sheet = store::find(w.tx, w.who.company, id).await?;
    rules::may_write(&sheet, viewer)?;
    Ok(sheet)
}

async fn require_project(w: &Write<'_>, it: &EntryRow) -> Result<(), Error> {
    match it.project {
        Some(id) => project::require(w.tx, w.who.company, id, it.employee).await,
        None => Ok(()),
    }
}

async fn require_attendance(w: &Write<'_>, it: &EntryRow) -> Result<(), Error> {
    let company = w.who.company;
    if !setting::on(w.tx, company, Key::TimesheetCrossCheck).await? {
        return Ok(());
    }
    match attendance::covers(w, it.employee, (it.starts_at, it.ends_at)).await? {
        true => Ok(()),
        false => Err(Error::invalid("starts_at", "is at a time without attendance")),
    }
}

async fn shown(
    w: &Write<'_>,
    id: TimeEntryId,
    sheet: Row,
) -> Result<(TimeEntry, Timesheet), Error> {
    let company = w.who.company;
    let it = store::entries(w.tx, company, sheet.id, Some(id)).await?.pop();
    let it = it.ok_or(Error::NotFound("time entry"))?;
    Ok((it, store::one(w.tx, company, sheet).await?))
}
