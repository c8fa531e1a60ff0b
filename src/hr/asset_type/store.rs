//! Asset types in the database; every query names the company.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};

use super::AssetType;
use crate::db::{Tx, count, table};
use crate::entity::asset_type::{ActiveModel, Column, Entity, Model};
use crate::id::{AssetTypeId, CompanyId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: AssetTypeId,
) -> Result<AssetType, Error> {
    Ok(table::find::<Entity>(db, company, id).await?.into())
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    page: PageRequest,
) -> Result<Page<AssetType>, Error> {
    Ok(table::list(db, table::of::<Entity>(company), page).await?.map(AssetType::from))
}

/// What several types are called, in one statement.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: BTreeSet<AssetTypeId>,
) -> Result<BTreeMap<AssetTypeId, String>, Error> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let query = table::of::<Entity>(company).filter(Column::Id.is_in(ids)).select_only();
    let rows: Vec<(AssetTypeId, String)> =
        query.columns([Column::Id, Column::Name]).into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

/// Refuses an id that is no type's, naming the field that spoke of it.
pub(crate) async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: AssetTypeId,
    field: &'static str,
) -> Result<(), Error> {
    match count(db, table::of::<Entity>(company).filter(Column::Id.eq(id))).await? {
        0 => Err(Error::invalid(field, "does not exist")),
        _ => Ok(()),
    }
}

pub async fn insert(tx: &Tx, company: CompanyId, it: AssetType) -> Result<AssetType, Error> {
    Ok(table::insert(tx, ActiveModel { id: NotSet, ..row(company, it) }).await?.into())
}

pub async fn update(tx: &Tx, company: CompanyId, it: AssetType) -> Result<AssetType, Error> {
    Ok(table::update::<Entity>(tx, company, it.id, row(company, it)).await?.into())
}

pub async fn delete(tx: &Tx, company: CompanyId, id: AssetTypeId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, it: AssetType) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        name_key: Set(it.name.to_lowercase()),
        name: Set(it.name),
        description: Set(it.description),
        attachment: Set(it.attachment),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl From<Model> for AssetType {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            description: row.description,
            attachment: row.attachment,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
