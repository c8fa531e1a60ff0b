//! Branches in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};

use super::Branch;
use crate::db::{Tx, count, table};
use crate::entity::branch::{ActiveModel, Column, Entity, Model};
use crate::id::{BranchId, CompanyId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: BranchId,
) -> Result<Branch, Error> {
    Ok(table::find::<Entity>(db, company, id).await?.into())
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    page: PageRequest,
) -> Result<Page<Branch>, Error> {
    Ok(table::list(db, table::of::<Entity>(company), page).await?.map(Branch::from))
}

/// All of them, in the order of ids.
pub async fn all(db: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<Branch>, Error> {
    let rows = table::of::<Entity>(company).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(Branch::from).collect())
}

/// Refuses a branch that the company does not have, naming the field that spoke of it.
pub(crate) async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: BranchId,
    field: &'static str,
) -> Result<(), Error> {
    match count(db, table::of::<Entity>(company).filter(Column::Id.eq(id))).await? {
        0 => Err(Error::invalid(field, "is not a branch of the company")),
        _ => Ok(()),
    }
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Branch) -> Result<Branch, Error> {
    Ok(table::insert(tx, ActiveModel { id: NotSet, ..row(company, it) }).await?.into())
}

pub async fn update(tx: &Tx, company: CompanyId, it: Branch) -> Result<Branch, Error> {
    Ok(table::update::<Entity>(tx, company, it.id, row(company, it)).await?.into())
}

pub async fn delete(tx: &Tx, company: CompanyId, id: BranchId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, it: Branch) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        name: Set(it.name),
        code: Set(it.code),
        address: Set(it.address),
        latitude: Set(it.latitude),
        longitude: Set(it.longitude),
        radius_m: Set(it.radius_m),
        time_zone: Set(it.time_zone),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl From<Model> for Branch {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            code: row.code,
            address: row.address,
            latitude: row.latitude,
            longitude: row.longitude,
            radius_m: row.radius_m,
            time_zone: row.time_zone,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
