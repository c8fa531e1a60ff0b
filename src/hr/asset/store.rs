//! Assets in the database; every query names the company.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ConnectionTrait;

use super::{Asset, Holder, Status};
use crate::db::{Tx, table};
use crate::entity::asset::{ActiveModel, Entity, Model};
use crate::id::{AssetId, CompanyId, EmployeeId};
use crate::{Error, Page, PageRequest, employee};

/// An asset with its holder as an id, as rules and storage need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: AssetId,
    pub name: String,
    pub tag: String,
    pub category: Option<String>,
    pub serial: Option<String>,
    pub status: Status,
    /// Who has it, and since when.
    pub held: Option<(EmployeeId, NaiveDate)>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: AssetId,
) -> Result<Row, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    page: PageRequest,
) -> Result<Page<Asset>, Error> {
    let rows = table::list(db, table::of::<Entity>(company), page).await?;
    let rows = rows.try_map(Row::try_from)?;
    Ok(Page { items: named(db, company, rows.items).await?, total: rows.total })
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..active(company, it) }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::update::<Entity>(tx, company, it.id, active(company, it)).await?.try_into()
}

/// The assets with the names of their holders, in one further statement for all of them.
pub async fn named(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Row>,
) -> Result<Vec<Asset>, Error> {
    let holders = rows.iter().filter_map(|row| row.held).map(|(employee, _)| employee);
    let names = employee::names(db, company, holders.collect()).await?;
    let holder = |(employee, since)| {
        let name = names.get(&employee).cloned().unwrap_or_default();
        Holder { employee, name, since }
    };
    let shown = |row: Row| Asset {
        id: row.id,
        name: row.name,
        tag: row.tag,
        category: row.category,
        serial: row.serial,
        status: row.status,
        holder: row.held.map(holder),
        created_at: row.created_at,
        updated_at: row.updated_at,
    };
    Ok(rows.into_iter().map(shown).collect())
}

fn active(company: CompanyId, it: Row) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        name: Set(it.name),
        tag_key: Set(it.tag.to_lowercase()),
        tag: Set(it.tag),
        category: Set(it.category),
        serial: Set(it.serial),
        status: Set(it.status.code()),
        holder_id: Set(it.held.map(|(employee, _)| employee)),
        assigned_on: Set(it.held.map(|(_, since)| since)),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl TryFrom<Model> for Row {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            name: row.name,
            tag: row.tag,
            category: row.category,
            serial: row.serial,
            status: Status::from_code(row.status)?,
            held: row.holder_id.zip(row.assigned_on),
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
