//! What can be done with records: load, rule, save and audit in one transaction.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;

use super::account::account_of;
use super::{
    Details, Filter, Listed, NewRecord, Record, RecordChange, Shown, details, rules, zone_of,
};
use crate::access::Level;
use crate::db::Tx;
use crate::employee::{self, names, store, verbs};
use crate::entity::position;
use crate::id::{CompanyId, DepartmentId, EmployeeId, PositionId};
use crate::role::EMPLOYEE;
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who, Write, daily_status, department};
use crate::{qualification, role};

/// Adds an employee, in a department and with details where they are given.
///
/// `Forbidden` for whoever is no admin; `Invalid` where the department or the time zone does not
/// exist; and all that [`employee::create`] says.
pub async fn create(hr: &Hr, who: &Who, viewer: Viewer, new: NewRecord) -> Result<Record, Error> {
    viewer.require(Level::Admin)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let role = role::id_of(w.tx, company, EMPLOYEE).await?;
            let mut record = rules::create(new, role, viewer, w.now)?;
            record.employee = verbs::enter(w.tx, company, record.employee).await?;
            place(&w, &record, None).await?;
            w.audit("employee.create", record.employee.id.get()).await?;
            Ok(record)
        })
    })
    .await
}

/// One record with what it refers to; `NotFound` where there is none, `Forbidden` where it is not
/// in the viewer's sight.
pub async fn get(hr: &Hr, who: &Who, viewer: Viewer, id: EmployeeId) -> Result<Shown, Error> {
    sight::require(hr, who, viewer, id).await?;
    let (db, company) = (hr.db().read(), who.company);
    let record = whole(db, company, id).await?;
    let it = &record.employee;
    let people = it.manager.iter().chain(&it.approvers).chain(&it.indirect_managers);
    let names = names(db, company, people.copied().collect()).await?;
    let department_name = match record.department {
        Some(id) => Some(department::name(db, company, id).await?),
        None => None,
    };
    Ok(Shown {
        department_name,
        position_name: position_name(db, company, it.position).await?,
        names,
        account: account_of(db, company, id).await?,
        local_time: local_time(db, company, id, hr.clock().now()).await?,
        record,
    })
}

/// The records that the filter lets through: all for an admin, for others those of the people
/// whom they lead, and nobody's for who leads nobody.
pub async fn list(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    filter: Filter,
    page: PageRequest,
) -> Result<Page<Listed>, Error> {
    let only = sight::reports(hr, who, viewer).await?.ids();
    super::store::list(hr.db().read(), who.company, only, filter, page).await
}

/// Changes what `change` names of a record in the viewer's sight.
///
/// Whoever is no admin keeps the staff number, and is `Forbidden` to change status, job,
/// department, superiors, approvers, pay grade and the dates of an employment. `WrongState` where
/// somebody would end the own employment; and all that [`create`] and [`get`] say.
pub async fn change(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: EmployeeId,
    change: RecordChange,
) -> Result<Record, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            sight::require_in(&w, viewer, id).await?;
            let old = whole(w.tx, w.who.company, id).await?;
            let mut new = rules::change(&old, change, viewer, w.now)?;
            new.employee = verbs::save(&w, &old.employee, new.employee).await?;
            place(&w, &new, Some(&old)).await?;
            w.audit("employee.change", id.get()).await?;
            Ok(new)
        })
    })
    .await
}

/// Hides an employee for good, as [`employee::delete`] does.
///
/// `Forbidden` for whoever is no admin, `WrongState` for the own record and where there is an
/// account.
pub async fn delete(hr: &Hr, who: &Who, viewer: Viewer, id: EmployeeId) -> Result<(), Error> {
    viewer.require(Level::Admin)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            store::find(w.tx, w.who.company, id).await?;
            let account = account_of(w.tx, w.who.company, id).await?;
            rules::delete(viewer, id, account.is_some())?;
            employee::delete_in(&w, id).await
        })
    })
    .await
}

/// Removes what is known of somebody who is deleted, and nothing else refers to.
pub(crate) async fn forget(tx: &Tx, company: CompanyId, id: EmployeeId) -> Result<(), Error> {
    details::clear(tx, company, id).await?;
    qualification::clear(tx, company, id).await?;
    daily_status::clear(tx, company, id).await
}

/// Keeps department and details where they are new.
async fn place(w: &Write<'_>, new: &Record, old: Option<&Record>) -> Result<(), Error> {
    let (company, id) = (w.who.company, new.employee.id);
    if new.department != old.and_then(|old| old.department) {
        match new.department {
            Some(home) => {
                require_department(w, home).await?;
                department::join(w.tx, company, home, id).await?;
            }
            None => department::leave(w.tx, company, id).await?,
        }
    }
    let before = old.map_or_else(Details::default, |old| old.details.clone());
    if new.details != before {
        details::save(w.tx, company, id, new.details.clone(), w.now).await?;
    }
    Ok(())
}

async fn require_department(w: &Write<'_>, id: DepartmentId) -> Result<(), Error> {
    match department::known(w.tx, w.who.company, vec![id]).await?.is_empty() {
        true => Err(Error::invalid("department", "is not a department of the company")),
        false => Ok(()),
    }
}

async fn whole(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
) -> Result<Record, Error> {
    Ok(Record {
        employee: store::find(db, company, id).await?,
        department: department::of_employee(db, company, id).await?,
        details: details::of(db, company, &[id]).await?.remove(&id).unwrap_or_default(),
    })
}

async fn position_name(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: Option<PositionId>,
) -> Result<Option<String>, Error> {
    let Some(id) = id else { return Ok(None) };
    Ok(Some(crate::db::table::find::<position::Entity>(db, company, id).await?.name))
}

async fn local_time(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
    now: DateTime<Utc>,
) -> Result<DateTime<chrono_tz::Tz>, Error> {
    Ok(now.with_timezone(&zone_of(db, company, id).await?))
}
