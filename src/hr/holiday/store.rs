//! Holiday entitlements in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};

use super::{Holiday, Kind};
use crate::db::{Tx, table};
use crate::entity::holiday::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, EmployeeId, HolidayId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: HolidayId,
) -> Result<Holiday, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    page: PageRequest,
) -> Result<Page<Holiday>, Error> {
    table::list(db, table::of::<Entity>(company), page).await?.try_map(Holiday::try_from)
}

/// Those of the employees that have a day from `from` to `to`, in the order of ids.
pub(crate) async fn between(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: &[EmployeeId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<EmployeeId, Vec<Holiday>>, Error> {
    let rows = table::of::<Entity>(company)
        .filter(Column::EmployeeId.is_in(employees.iter().copied()))
        .filter(Column::FirstDay.lte(to))
        .filter(Column::LastDay.gte(from))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let mut found: BTreeMap<_, Vec<Holiday>> = BTreeMap::new();
    for row in rows {
        found.entry(row.employee_id).or_default().push(row.try_into()?);
    }
    Ok(found)
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Holiday) -> Result<Holiday, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..row(company, it) }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Holiday) -> Result<Holiday, Error> {
    table::update::<Entity>(tx, company, it.id, row(company, it)).await?.try_into()
}

pub async fn delete(tx: &Tx, company: CompanyId, id: HolidayId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, it: Holiday) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        employee_id: Set(it.employee),
        name: Set(it.name),
        kind: Set(it.kind.code()),
        first_day: Set(it.first_day),
        last_day: Set(it.last_day),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl TryFrom<Model> for Holiday {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            employee: row.employee_id,
            name: row.name,
            kind: Kind::from_code(row.kind)?,
            first_day: row.first_day,
            last_day: row.last_day,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
