//! Positions in the database; every query names the company.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Position;
use crate::db::{Tx, count, table};
use crate::entity::position::{ActiveModel, Column, Entity, Model};
use crate::fixed::Fixed4;
use crate::id::{CompanyId, PositionId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: PositionId,
) -> Result<Position, Error> {
    Ok(table::find::<Entity>(db, company, id).await?.into())
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    page: PageRequest,
) -> Result<Page<Position>, Error> {
    Ok(table::list(db, table::of::<Entity>(company), page).await?.map(Position::from))
}

/// All of them, in the order of ids.
pub async fn all(db: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<Position>, Error> {
    let rows = table::of::<Entity>(company).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(Position::from).collect())
}

/// The first of this name.
pub async fn named(
    db: &impl ConnectionTrait,
    company: CompanyId,
    name: &str,
) -> Result<Option<Position>, Error> {
    let query = table::of::<Entity>(company).filter(Column::Name.eq(name));
    Ok(query.order_by_asc(Column::Id).one(db).await?.map(Position::from))
}

/// What these positions are called, in one statement.
pub(crate) async fn called(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: BTreeSet<PositionId>,
) -> Result<BTreeMap<PositionId, String>, Error> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let query = table::of::<Entity>(company).filter(Column::Id.is_in(ids)).select_only();
    let rows: Vec<(PositionId, String)> =
        query.columns([Column::Id, Column::Name]).into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

/// Refuses a position that the company does not have, naming the field that spoke of it.
pub(crate) async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: PositionId,
    field: &'static str,
) -> Result<(), Error> {
    match count(db, table::of::<Entity>(company).filter(Column::Id.eq(id))).await? {
        0 => Err(Error::invalid(field, "is not a position of the company")),
        _ => Ok(()),
    }
}

/// Inserts and returns what was stored.
pub async fn insert(tx: &Tx, company: CompanyId, position: Position) -> Result<Position, Error> {
    let row = ActiveModel { id: NotSet, ..row(company, position)? };
    Ok(table::insert(tx, row).await?.into())
}

/// Writes every column and returns what was stored.
pub async fn update(tx: &Tx, company: CompanyId, position: Position) -> Result<Position, Error> {
    let id = position.id;
    Ok(table::update::<Entity>(tx, company, id, row(company, position)?).await?.into())
}

pub async fn delete(tx: &Tx, company: CompanyId, id: PositionId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, position: Position) -> Result<ActiveModel, Error> {
    Ok(ActiveModel {
        id: Set(position.id),
        company_id: Set(company),
        code: Set(position.code),
        name: Set(position.name),
        responsibilities: Set(position.responsibilities),
        minimum_salary: Set(Fixed4::opt("minimum_salary", position.minimum_salary)?),
        maximum_salary: Set(Fixed4::opt("maximum_salary", position.maximum_salary)?),
        currency: Set(position.currency),
        remarks: Set(position.remarks),
        created_at: Set(position.created_at),
        updated_at: Set(position.updated_at),
    })
}

impl From<Model> for Position {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            responsibilities: row.responsibilities,
            minimum_salary: row.minimum_salary.map(Fixed4::decimal),
            maximum_salary: row.maximum_salary.map(Fixed4::decimal),
            currency: row.currency,
            remarks: row.remarks,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
