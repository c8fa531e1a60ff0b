//! Departments in the database; every query names the company.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Department, members};
use crate::db::{Tx, count, table};
use crate::entity::department::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, DepartmentId, EmployeeId};
use crate::{Error, Page, PageRequest, employee};

/// A department without its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: DepartmentId,
    pub name: String,
    pub leader: EmployeeId,
    pub order_number: Option<i32>,
    pub active: bool,
    pub description: Option<String>,
    pub min_staff: Option<i32>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: DepartmentId,
) -> Result<Row, Error> {
    Ok(table::find::<Entity>(db, company, id).await?.into())
}

/// Those of the ids that are departments of the company, in the order of ids.
pub async fn known(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: Vec<DepartmentId>,
) -> Result<Vec<DepartmentId>, Error> {
    if ids.is_empty() {
        return Ok(ids);
    }
    let query = table::of::<Entity>(company).filter(Column::Id.is_in(ids)).select_only();
    let found = query.column(Column::Id).order_by_asc(Column::Id).into_tuple().all(db).await?;
    Ok(found)
}

/// A department and all that lie below it.
pub(crate) async fn with_below(
    db: &impl ConnectionTrait,
    company: CompanyId,
    top: DepartmentId,
) -> Result<Vec<DepartmentId>, Error> {
    known(db, company, vec![top]).await
}

/// What a department is called.
pub(crate) async fn name(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: DepartmentId,
) -> Result<String, Error> {
    Ok(find(db, company, id).await?.name)
}

/// How many people a department needs at work, where it says.
pub(crate) async fn min_staff(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: DepartmentId,
) -> Result<Option<i32>, Error> {
    Ok(find(db, company, id).await?.min_staff)
}

/// What they are all called, in the order of ids.
pub async fn names(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<Vec<(DepartmentId, String)>, Error> {
    let query = table::of::<Entity>(company).select_only().columns([Column::Id, Column::Name]);
    Ok(query.order_by_asc(Column::Id).into_tuple().all(db).await?)
}

/// How many departments the company has.
pub async fn total(db: &impl ConnectionTrait, company: CompanyId) -> Result<u64, Error> {
    count(db, table::of::<Entity>(company)).await
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    page: PageRequest,
) -> Result<Page<Department>, Error> {
    let rows = table::list(db, table::of::<Entity>(company), page).await?.map(Row::from);
    Ok(Page { items: peopled(db, company, rows.items).await?, total: rows.total })
}

/// All in the order of ids.
pub async fn all(db: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<Department>, Error> {
    let rows = table::of::<Entity>(company).order_by_asc(Column::Id).all(db).await?;
    peopled(db, company, rows.into_iter().map(Row::from).collect()).await
}

/// The departments with their people, in two further statements for all of them.
pub async fn peopled(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Row>,
) -> Result<Vec<Department>, Error> {
    let mut members = members::of(db, company, rows.iter().map(|row| row.id).collect()).await?;
    let names = employee::names(db, company, rows.iter().map(|row| row.leader).collect()).await?;
    let shown = |row: Row| Department {
        id: row.id,
        name: row.name,
        leader: row.leader,
        leader_name: names.get(&row.leader).cloned().unwrap_or_default(),
        order_number: row.order_number,
        active: row.active,
        description: row.description,
        min_staff: row.min_staff,
        members: members.remove(&row.id).unwrap_or_default(),
        created_at: row.created_at,
        updated_at: row.updated_at,
    };
    Ok(rows.into_iter().map(shown).collect())
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    Ok(table::insert(tx, ActiveModel { id: NotSet, ..active(company, it) }).await?.into())
}

pub async fn update(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    Ok(table::update::<Entity>(tx, company, it.id, active(company, it)).await?.into())
}

pub async fn delete(tx: &Tx, company: CompanyId, id: DepartmentId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn active(company: CompanyId, it: Row) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        name: Set(it.name),
        leader_id: Set(it.leader),
        order_number: Set(it.order_number),
        active: Set(it.active),
        description: Set(it.description),
        min_staff: Set(it.min_staff),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl From<Model> for Row {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            leader: row.leader_id,
            order_number: row.order_number,
            active: row.active,
            description: row.description,
            min_staff: row.min_staff,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
