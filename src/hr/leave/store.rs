//! Leave requests in the database; every query names the company.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, Order, QueryFilter, QueryOrder, QueryTrait, Select};

use super::{Filter, LeaveRequest, OfType, Person, Status, Step, steps};
use crate::db::{Tx, page, table};
use crate::entity::leave_request::{ActiveModel, Column, Entity, Model};
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, LeaveRequestId, LeaveTypeId};
use crate::leave_type::Kind;
use crate::{Error, Page, PageRequest, employee, leave_type};

/// A request with its people as ids, as rules and storage need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: LeaveRequestId,
    pub employee: EmployeeId,
    pub kind: Kind,
    pub leave_type: Option<LeaveTypeId>,
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
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<LeaveRequest>, Error> {
    let rows = page::<_, Model>(db, filtered(company, filter), request).await?;
    let rows = rows.try_map(Row::try_from)?;
    let items = named(db, company, rows.items).await?;
    Ok(Page { items, total: rows.total })
}

/// All that the filter lets through.
pub async fn all(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
) -> Result<Vec<LeaveRequest>, Error> {
    let rows = filtered(company, filter).all(db).await?;
    let rows = rows.into_iter().map(Row::try_from).collect::<Result<_, _>>()?;
    named(db, company, rows).await
}

/// The query for all that the filter lets through, in its order.
pub fn filtered(company: CompanyId, filter: &Filter) -> Select<Entity> {
    let Filter { status, employees, types, from, to, newest_first } = filter;
    let status = Some(status).filter(|status| !status.is_empty());
    let order = if *newest_first { Order::Desc } else { Order::Asc };
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    table::of::<Entity>(company)
        .apply_if(status, |query, status| {
            query.filter(Column::Status.is_in(status.iter().map(|status| status.code())))
        })
        .apply_if(employees.as_ref(), |query, ids| {
            query.filter(Column::EmployeeId.is_in(ids.iter().copied()))
        })
        .apply_if(types.as_ref(), |query, ids| {
            query.filter(Column::LeaveTypeId.is_in(ids.iter().copied()))
        })
        // An end at midnight is the day before's, so it must lie after the day's beginning.
        .apply_if(*from, |query, day| query.filter(Column::EndsAt.gt(midnight(day))))
        .apply_if(to.and_then(|day| day.succ_opt()), |query, next| {
            query.filter(Column::StartsAt.lt(midnight(next)))
        })
        .order_by(Column::Id, order)
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

/// The requests with their steps and the names of their people and types, in three further
/// statements for all of them.
pub async fn named(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Row>,
) -> Result<Vec<LeaveRequest>, Error> {
    let mut steps = steps::of(db, company, rows.iter().map(|row| row.id).collect()).await?;
    let types = rows.iter().filter_map(|row| row.leave_type).collect();
    let types = leave_type::names(db, company, types).await?;
    let deciders = steps.values().flatten().flat_map(|step| [step.approver, step.acted_by]);
    let people = rows.iter().flat_map(|row| [Some(row.employee), row.approver]);
    let names = employee::names(db, company, people.chain(deciders).flatten().collect()).await?;
    let person = |id: EmployeeId| Person { id, name: names.get(&id).cloned().unwrap_or_default() };
    let of = |id: LeaveTypeId| OfType { id, name: types.get(&id).cloned().unwrap_or_default() };
    let show = |row: Row| {
        let steps = steps.remove(&row.id).unwrap_or_default();
        let steps = steps.into_iter().map(|step| step.shown(&person)).collect();
        shown(row, steps, &person, of)
    };
    Ok(rows.into_iter().map(show).collect())
}

fn shown(
    row: Row,
    steps: Vec<Step>,
    person: &impl Fn(EmployeeId) -> Person,
    of: impl Fn(LeaveTypeId) -> OfType,
) -> LeaveRequest {
    LeaveRequest {
        id: row.id,
        employee: person(row.employee),
        kind: row.kind,
        leave_type: row.leave_type.map(of),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        notes: row.notes,
        total_days: row.total_days,
        status: row.status,
        reject_reason: row.reject_reason,
        approver: row.approver.map(person),
        decided_at: row.decided_at,
        steps,
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
        leave_type_id: Set(it.leave_type),
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
            leave_type: row.leave_type_id,
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
