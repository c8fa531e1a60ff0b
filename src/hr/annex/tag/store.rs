//! Tags and who has them, in the database; every query names the company.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::Tag;
use crate::Error;
use crate::db::{Tx, count, table};
use crate::entity::whosoff_tag::{ActiveModel, Column, Entity, Model};
use crate::entity::whosoff_tag_member as member;
use crate::id::{CompanyId, EmployeeId, TagId};

pub async fn find(db: &impl ConnectionTrait, company: CompanyId, id: TagId) -> Result<Tag, Error> {
    Ok(table::find::<Entity>(db, company, id).await?.into())
}

/// Whether the company has the tag.
pub(crate) async fn exists(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: TagId,
) -> Result<bool, Error> {
    Ok(count(db, table::of::<Entity>(company).filter(Column::Id.eq(id))).await? > 0)
}

pub async fn list(db: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<Tag>, Error> {
    let rows = table::of::<Entity>(company).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(Tag::from).collect())
}

pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    name: String,
    now: DateTime<Utc>,
) -> Result<Tag, Error> {
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        name: Set(name),
        created_at: Set(now),
        updated_at: Set(now),
    };
    Ok(table::insert(tx, row).await?.into())
}

pub async fn rename(
    tx: &Tx,
    company: CompanyId,
    id: TagId,
    name: String,
    now: DateTime<Utc>,
) -> Result<Tag, Error> {
    let row = ActiveModel { name: Set(name), updated_at: Set(now), ..Default::default() };
    Ok(table::update::<Entity>(tx, company, id, row).await?.into())
}

/// Removes the tag, and with it who has it.
pub async fn delete(tx: &Tx, company: CompanyId, id: TagId) -> Result<(), Error> {
    clear(tx, company, id).await?;
    table::delete::<Entity>(tx, company, id).await
}

/// Who has the tag, in the order of ids.
pub async fn members(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: TagId,
) -> Result<Vec<EmployeeId>, Error> {
    let found = member::Entity::find()
        .filter(member::Column::CompanyId.eq(company))
        .filter(member::Column::TagId.eq(id))
        .select_only()
        .column(member::Column::EmployeeId)
        .order_by_asc(member::Column::EmployeeId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(found)
}

pub async fn members_of_all(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<BTreeMap<TagId, BTreeSet<EmployeeId>>, Error> {
    let query = member::Entity::find().filter(member::Column::CompanyId.eq(company));
    let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for row in query.all(db).await? {
        found.entry(row.tag_id).or_default().insert(row.employee_id);
    }
    Ok(found)
}

/// Makes exactly these have the tag, each once.
pub async fn put(
    tx: &Tx,
    company: CompanyId,
    id: TagId,
    people: Vec<EmployeeId>,
) -> Result<(), Error> {
    clear(tx, company, id).await?;
    let once: BTreeSet<_> = people.into_iter().collect();
    let rows = once.into_iter().map(|employee| member::ActiveModel {
        id: NotSet,
        company_id: Set(company),
        tag_id: Set(id),
        employee_id: Set(employee),
    });
    member::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// The query for the ids of who has a tag, to be part of another.
pub(crate) fn members_of(company: CompanyId, id: TagId) -> SelectStatement {
    member::Entity::find()
        .filter(member::Column::CompanyId.eq(company))
        .filter(member::Column::TagId.eq(id))
        .select_only()
        .column(member::Column::EmployeeId)
        .into_query()
}

async fn clear(tx: &Tx, company: CompanyId, id: TagId) -> Result<(), Error> {
    member::Entity::delete_many()
        .filter(member::Column::CompanyId.eq(company))
        .filter(member::Column::TagId.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

impl From<Model> for Tag {
    fn from(row: Model) -> Self {
        Self { id: row.id, name: row.name }
    }
}
