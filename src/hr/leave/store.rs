//! Leave requests in the database; every query names the company.

use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use super::{LeaveRequest, Person, Status};
use crate::db::{Tx, table};
use crate::entity::leave_request::{ActiveModel, Column, Entity, Model};
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, LeaveRequestId};
use crate::leave_type::Kind;
use crate::{Error, Page, PageRequest, employee};

/// A request with its people as ids, as rules and storage need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: LeaveRequestId,
    pub employee: EmployeeId,
    pub kind: Kind,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub notes: Option<String>,
    pub total_days: Decimal,
    pub status: Status,
    pub reject_reason: Option<String>,
    pub approver: Option<EmployeeId>,
    pub decided_at: Option<DateTime<Utc>>,
    pub external_id: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: LeaveRequestId,
) -> Result<Row, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    status: Option<Status>,
    page: PageRequest,
) -> Result<Page<LeaveRequest>, Error> {
    let mut query = table::of::<Entity>(company);
    if let Some(status) = status {
        query = query.filter(Column::Status.eq(status.code()));
    }
    let rows = table::list(db, query, page).await?.try_map(Row::try_from)?;
    let items = named(db, company, rows.items).await?;
    Ok(Page { items, total: rows.total })
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..active(company, it)? }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::update::<Entity>(tx, company, it.id, active(company, it)?).await?.try_into()
}

pub async fn delete(tx: &Tx, company: CompanyId, id: LeaveRequestId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

/// The requests with the names of their people, in one further statement for all of them.
pub async fn named(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Row>,
) -> Result<Vec<LeaveRequest>, Error> {
    let ids = rows.iter().flat_map(|row| [Some(row.employee), row.approver]).flatten();
    let names = employee::names(db, company, ids.collect()).await?;
    let person = |id: EmployeeId| Person { id, name: names.get(&id).cloned().unwrap_or_default() };
    Ok(rows.into_iter().map(|row| shown(row, &person)).collect())
}

fn shown(row: Row, person: &impl Fn(EmployeeId) -> Person) -> LeaveRequest {
    LeaveRequest {
        id: row.id,
        employee: person(row.employee),
        kind: row.kind,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        notes: row.notes,
        total_days: row.total_days,
        status: row.status,
        reject_reason: row.reject_reason,
        approver: row.approver.map(person),
        decided_at: row.decided_at,
        external_id: row.external_id,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}

fn active(company: CompanyId, it: Row) -> Result<ActiveModel, Error> {
    Ok(ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        employee_id: Set(it.employee),
        kind: Set(it.kind.code()),
        starts_at: Set(it.starts_at),
        ends_at: Set(it.ends_at),
        notes: Set(it.notes),
        total_days: Set(Fixed4::new("total_days", it.total_days)?),
        status: Set(it.status.code()),
        reject_reason: Set(it.reject_reason),
        approver_id: Set(it.approver),
        decided_at: Set(it.decided_at),
        external_id: Set(it.external_id),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    })
}

impl TryFrom<Model> for Row {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            employee: row.employee_id,
            kind: Kind::from_code(row.kind)?,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            notes: row.notes,
            total_days: row.total_days.decimal(),
            status: Status::from_code(row.status)?,
            reject_reason: row.reject_reason,
            approver: row.approver_id,
            decided_at: row.decided_at,
            external_id: row.external_id,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
