//! The persons an employee's record lists: approvers and indirect managers, as lists of ids.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Employee, Status, reference, store};
use crate::db::{Tx, table};
use crate::entity::employee::{ActiveModel, Column, Entity};
use crate::id::{CompanyId, EmployeeId};
use crate::{Error, Faults};

/// As many approvers as one may have.
pub const APPROVERS: usize = 3;

/// Notes what is wrong with the lists of an employee, before it is known who exists.
pub fn check<'a>(faults: &'a mut Faults, it: &Employee) -> &'a mut Faults {
    let others = |ids: &[EmployeeId]| !ids.contains(&it.id);
    let once = |ids: &[EmployeeId]| ids.iter().enumerate().all(|(at, id)| !ids[..at].contains(id));
    faults
        .check(it.approvers.len() <= APPROVERS, "approvers", "must be three at most")
        .check(others(&it.approvers), "approvers", "must be other people")
        .check(once(&it.approvers), "approvers", "must be different people")
        .check(others(&it.indirect_managers), "indirect_managers", "must be other people")
        .check(once(&it.indirect_managers), "indirect_managers", "must be different people")
}

/// Refuses lists with somebody who is not of the company, where they are new.
pub async fn require(
    tx: &Tx,
    company: CompanyId,
    new: &Employee,
    old: Option<&Employee>,
) -> Result<(), Error> {
    if old.is_none_or(|old| old.approvers != new.approvers) {
        reference::require_all(tx, company, &new.approvers, "approvers").await?;
    }
    if old.is_none_or(|old| old.indirect_managers != new.indirect_managers) {
        let ids = &new.indirect_managers;
        reference::require_all(tx, company, ids, "indirect_managers").await?;
    }
    Ok(())
}

/// Those of an employee's approvers who have not left, in their order; nobody where there is no
/// such employee.
pub(crate) async fn approvers_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
) -> Result<Vec<EmployeeId>, Error> {
    let query = store::of(company).filter(Column::Id.eq(id)).select_only();
    let found: Option<Option<String>> =
        query.column(Column::Approvers).into_tuple().one(db).await?;
    let ids = read(found.flatten().as_deref())?;
    if ids.is_empty() {
        return Ok(ids);
    }
    let here = store::of(company)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::Status.ne(Status::Resigned.code()))
        .select_only()
        .column(Column::Id);
    let here: Vec<EmployeeId> = here.into_tuple().all(db).await?;
    Ok(ids.into_iter().filter(|id| here.contains(id)).collect())
}

/// An employee's indirect managers; nobody where there is no such employee.
pub(crate) async fn indirect_managers_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
) -> Result<Vec<EmployeeId>, Error> {
    let query = store::of(company).filter(Column::Id.eq(id)).select_only();
    let found: Option<Option<String>> =
        query.column(Column::IndirectManagers).into_tuple().one(db).await?;
    read(found.flatten().as_deref())
}

/// Whose indirect manager somebody is, by id.
pub(crate) async fn indirect_reports(
    db: &impl ConnectionTrait,
    company: CompanyId,
    manager: EmployeeId,
) -> Result<Vec<EmployeeId>, Error> {
    let query = store::of(company).filter(Column::IndirectManagers.is_not_null()).select_only();
    let query = query.columns([Column::Id, Column::IndirectManagers]).order_by_asc(Column::Id);
    let rows: Vec<(EmployeeId, Option<String>)> = query.into_tuple().all(db).await?;
    let mut led = Vec::new();
    for (id, managers) in rows {
        if read(managers.as_deref())?.contains(&manager) {
            led.push(id);
        }
    }
    Ok(led)
}

/// Takes somebody out of all the lists of the company.
pub async fn release(tx: &Tx, company: CompanyId, gone: EmployeeId) -> Result<(), Error> {
    let listing = Column::Approvers.is_not_null().or(Column::IndirectManagers.is_not_null());
    let query = store::of(company).filter(listing).select_only();
    let query = query.columns([Column::Id, Column::Approvers, Column::IndirectManagers]);
    let rows: Vec<(EmployeeId, Option<String>, Option<String>)> =
        query.into_tuple().all(tx).await?;
    for (id, approvers, indirect) in rows {
        let lists = [read(approvers.as_deref())?, read(indirect.as_deref())?];
        if lists.iter().any(|ids| ids.contains(&gone)) {
            let [approvers, indirect] = lists.map(|mut ids| {
                ids.retain(|id| *id != gone);
                write(&ids)
            });
            let row = ActiveModel {
                approvers: Set(approvers),
                indirect_managers: Set(indirect),
                ..Default::default()
            };
            table::update::<Entity>(tx, company, id, row).await?;
        }
    }
    Ok(())
}

/// A list as the database keeps it: JSON, or nothing where it is empty.
pub fn write(ids: &[EmployeeId]) -> Option<String> {
    let ids: Vec<_> = ids.iter().map(EmployeeId::to_string).collect();
    (!ids.is_empty()).then(|| format!("[{}]", ids.join(",")))
}

/// The list that [`write`] kept.
pub fn read(text: Option<&str>) -> Result<Vec<EmployeeId>, Error> {
    let Some(text) = text else { return Ok(Vec::new()) };
    let ids: Vec<i64> =
        serde_json::from_str(text).map_err(|error| Error::internal(error.to_string()))?;
    Ok(ids.into_iter().map(EmployeeId).collect())
}
