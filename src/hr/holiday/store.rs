//! Holiday entitlements in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ConnectionTrait;

use super::{Holiday, Kind};
use crate::db::{Tx, table};
use crate::entity::holiday::{ActiveModel, Entity, Model};
use crate::id::{CompanyId, HolidayId};
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
