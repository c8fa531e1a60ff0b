//! Leave requests in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, Order as SqlOrder, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};

use super::{Filter, LeaveRequest, OfType, Order, Person, Status, Step, steps};
use crate::approval::Stage;
use crate::db::{Tx, count, page, table};
use crate::entity::leave_request::{ActiveModel, Column, Entity, Model};
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, LeaveRequestId, LeaveTypeId};
use crate::leave_type::Kind;
use crate::{Error, Link, Page, PageRequest, employee, leave_type};

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
    pub attachment: Option<Link>,
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
    page_of(db, company, filtered(company, filter), request).await
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
    let Filter { status, employees, types, from, to, newest_first, stages, order } = filter;
    let status = Some(status).filter(|status| !status.is_empty());
    let stages = Some(stages).filter(|stages| !stages.is_empty());
    let (by, down) = order.unwrap_or((Order::Made, *newest_first));
    let down = if down { SqlOrder::Desc } else { SqlOrder::Asc };
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
        .apply_if(stages, |query, stages| query.filter(at_stages(company, stages)))
        .apply_if(column(by), |query, column| query.order_by(column, down.clone()))
        .order_by(Column::Id, down.clone())
}

fn column(by: Order) -> Option<Column> {
    match by {
        Order::Made => None,
        Order::Employee => Some(Column::EmployeeId),
        Order::LeaveType => Some(Column::LeaveTypeId),
        Order::FirstDay => Some(Column::StartsAt),
        Order::LastDay => Some(Column::EndsAt),
        Order::Status => Some(Column::Status),
    }
}

/// Requests at one of the stages: those that are pending are told apart by their steps.
fn at_stages(company: CompanyId, stages: &[Stage]) -> Condition {
    let has = |stage| stages.contains(&stage);
    let plain = [Status::Approved, Status::Rejected, Status::Cancelled, Status::CancelRequested];
    let plain = plain.into_iter().filter(|status| has(status.stage(false))).map(Status::code);
    let begun = Column::Id.in_subquery(steps::begun(company));
    let pending = Condition::all().add(Column::Status.eq(Status::Pending.code()));
    let pending = match (has(Stage::Pending), has(Stage::Processing)) {
        (true, true) => Some(pending),
        (true, false) => Some(pending.add(begun.not())),
        (false, true) => Some(pending.add(begun)),
        (false, false) => None,
    };
    Condition::any().add(Column::Status.is_in(plain)).add_option(pending)
}

/// What waits for a decision of this approver: requests whose turn it is in a step, or whose
/// manager's turn where the approver is a deputy; and those to be cancelled, of whom the approver
/// leads or is named in a step.
pub fn waiting(
    company: CompanyId,
    approver: EmployeeId,
    led: Vec<EmployeeId>,
    deputy_of: Vec<EmployeeId>,
) -> Select<Entity> {
    let in_place = Condition::all()
        .add(Column::EmployeeId.is_in(deputy_of))
        .add(Column::Id.in_subquery(steps::managers_turn(company)));
    let turn =
        Condition::any().add(Column::Id.in_subquery(steps::turn(company, approver))).add(in_place);
    let known = Condition::any()
        .add(Column::EmployeeId.is_in(led))
        .add(Column::Id.in_subquery(steps::named(company, approver)));
    let either = Condition::any()
        .add(Condition::all().add(Column::Status.eq(Status::Pending.code())).add(turn))
        .add(Condition::all().add(Column::Status.eq(Status::CancelRequested.code())).add(known));
    others(company, approver).filter(either)
}

/// The same for an administrator: everybody's.
pub fn waiting_for_hr(company: CompanyId, approver: EmployeeId) -> Select<Entity> {
    let open = [Status::Pending, Status::CancelRequested].map(Status::code);
    others(company, approver).filter(Column::Status.is_in(open))
}

/// Nobody decides on their own.
fn others(company: CompanyId, approver: EmployeeId) -> Select<Entity> {
    table::of::<Entity>(company).filter(Column::EmployeeId.ne(approver)).order_by_asc(Column::Id)
}

/// One page of a query, with the names of its people and types.
pub async fn page_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    query: Select<Entity>,
    request: PageRequest,
) -> Result<Page<LeaveRequest>, Error> {
    let rows = page::<_, Model>(db, query, request).await?;
    let rows = rows.try_map(Row::try_from)?;
    let items = named(db, company, rows.items).await?;
    Ok(Page { items, total: rows.total })
}

/// How many requests of an employee there are of each status, in one statement.
pub async fn counted(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
) -> Result<BTreeMap<Status, u64>, Error> {
    let rows: Vec<(i16, i64)> = table::of::<Entity>(company)
        .filter(Column::EmployeeId.eq(employee))
        .select_only()
        .column(Column::Status)
        .column_as(Column::Id.count(), "count")
        .group_by(Column::Status)
        .into_tuple()
        .all(db)
        .await?;
    let turn = |(status, count): (i16, i64)| Ok((Status::from_code(status)?, count.unsigned_abs()));
    rows.into_iter().map(turn).collect()
}

/// Whether the employee is off, or has asked to be, between two moments.
pub async fn overlaps(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    (from, to): (NaiveDateTime, NaiveDateTime),
) -> Result<bool, Error> {
    let off = [Status::Pending, Status::Approved, Status::CancelRequested].map(Status::code);
    let query = table::of::<Entity>(company)
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::Status.is_in(off))
        .filter(Column::StartsAt.lt(to))
        .filter(Column::EndsAt.gt(from));
    Ok(count(db, query).await? > 0)
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
        attachment: row.attachment,
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
        attachment: Set(it.attachment.as_ref().map(Link::to_text)),
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
            attachment: row.attachment.map(Link::from_text),
            external_id: row.external_id,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
