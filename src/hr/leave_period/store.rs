//! Leave periods in the database; every query names the company.

use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};

use super::LeavePeriod;
use crate::Error;
use crate::db::{Tx, count, table};
use crate::entity::leave_period::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, LeavePeriodId};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: LeavePeriodId,
) -> Result<LeavePeriod, Error> {
    Ok(table::find::<Entity>(db, company, id).await?.into())
}

/// All of them, the earliest first.
pub async fn all(db: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<LeavePeriod>, Error> {
    let rows = table::of::<Entity>(company).order_by_asc(Column::StartsOn).all(db).await?;
    Ok(rows.into_iter().map(LeavePeriod::from).collect())
}

/// The active period in which both days lie.
pub(crate) async fn holding(
    db: &impl ConnectionTrait,
    company: CompanyId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Option<LeavePeriod>, Error> {
    let query = table::of::<Entity>(company)
        .filter(Column::Active.eq(true))
        .filter(Column::StartsOn.lte(from))
        .filter(Column::EndsOn.gte(to));
    Ok(query.one(db).await?.map(LeavePeriod::from))
}

/// The active period in which a day lies, or else the last active one.
pub(crate) async fn current(
    db: &impl ConnectionTrait,
    company: CompanyId,
    today: NaiveDate,
) -> Result<Option<LeavePeriod>, Error> {
    let mut active = all(db, company).await?;
    active.retain(|period| period.active);
    let today = active.iter().position(|period| period.holds(today));
    Ok(today.map(|at| active.swap_remove(at)).or_else(|| active.pop()))
}

/// Whether another period has a day of this one.
pub async fn overlaps(
    db: &impl ConnectionTrait,
    company: CompanyId,
    it: &LeavePeriod,
) -> Result<bool, Error> {
    let others = table::of::<Entity>(company)
        .filter(Column::Id.ne(it.id))
        .filter(Column::StartsOn.lte(it.ends_on))
        .filter(Column::EndsOn.gte(it.starts_on));
    Ok(count(db, others).await? > 0)
}

pub async fn insert(tx: &Tx, company: CompanyId, it: LeavePeriod) -> Result<LeavePeriod, Error> {
    Ok(table::insert(tx, ActiveModel { id: NotSet, ..active(company, it) }).await?.into())
}

pub async fn update(tx: &Tx, company: CompanyId, it: LeavePeriod) -> Result<LeavePeriod, Error> {
    Ok(table::update::<Entity>(tx, company, it.id, active(company, it)).await?.into())
}

pub async fn delete(tx: &Tx, company: CompanyId, id: LeavePeriodId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn active(company: CompanyId, it: LeavePeriod) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        name: Set(it.name),
        starts_on: Set(it.starts_on),
        ends_on: Set(it.ends_on),
        active: Set(it.active),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl From<Model> for LeavePeriod {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            active: row.active,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
