//! Attendance in the database; every query names the company.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

use super::{Attendance, By, Filter, Place, Sort, Summary};
use crate::db::{Tx, count, direction, page, table};
use crate::entity::attendance::{ActiveModel, Column, Entity, Model};
use crate::id::{AttendanceId, CompanyId, EmployeeId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: AttendanceId,
) -> Result<Attendance, Error> {
    Ok(table::find::<Entity>(db, company, id).await?.into())
}

fn filtered(company: CompanyId, filter: &Filter) -> Select<Entity> {
    table::of::<Entity>(company)
        .apply_if(filter.employees.clone(), |query, employees| {
            query.filter(Column::EmployeeId.is_in(employees))
        })
        .apply_if(filter.from, |query, from| query.filter(Column::Date.gte(from)))
        .apply_if(filter.to, |query, to| query.filter(Column::Date.lte(to)))
        .apply_if(filter.work_from_home, |query, home| query.filter(Column::WorkFromHome.eq(home)))
        .apply_if(filter.open, |query, open| match open {
            true => query.filter(Column::CheckOutAt.is_null()),
            false => query.filter(Column::CheckOutAt.is_not_null()),
        })
}

/// One page, the latest day first.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<Attendance>, Error> {
    let query = filtered(company, filter).order_by_desc(Column::Date).order_by_desc(Column::Id);
    Ok(page::<_, Model>(db, query, request).await?.map(Attendance::from))
}

/// One page in this order.
pub async fn sorted(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
    sort: Sort,
    request: PageRequest,
) -> Result<Page<Attendance>, Error> {
    let column = match sort.by {
        By::Id => Column::Id,
        By::Employee => Column::EmployeeId,
        By::CheckIn => Column::CheckInAt,
    };
    let way = direction(sort.descending);
    let query = filtered(company, filter).order_by(column, way.clone()).order_by(Column::Id, way);
    Ok(page::<_, Model>(db, query, request).await?.map(Attendance::from))
}

/// How many records an employee has, the seconds in those that are closed, and how many there are
/// between two dates, in one statement.
pub async fn summary(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Summary, Error> {
    let recent = Expr::case(Column::Date.between(from, to), 1).finally(0);
    let query = table::of::<Entity>(company)
        .filter(Column::EmployeeId.eq(employee))
        .select_only()
        .expr(Column::Id.count())
        .expr(Column::WorkedSeconds.sum())
        .expr(Expr::expr(recent).sum());
    let found: Option<(i64, Option<i64>, Option<i64>)> = query.into_tuple().one(db).await?;
    let (entries, seconds, recent) = found.unwrap_or_default();
    Ok(Summary { entries, worked_seconds: seconds.unwrap_or(0), this_month: recent.unwrap_or(0) })
}

/// Whether a closed record began before `from` and went on until `to`.
pub async fn covers(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<bool, Error> {
    let query = table::of::<Entity>(company)
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::CheckInAt.lt(from))
        .filter(Column::CheckOutAt.gte(to));
    Ok(count(db, query).await? > 0)
}

/// All that the filter lets through, the earliest day first.
pub async fn all(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
) -> Result<Vec<Attendance>, Error> {
    let query = filtered(company, filter).order_by_asc(Column::Date).order_by_asc(Column::Id);
    Ok(query.all(db).await?.into_iter().map(Attendance::from).collect())
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Attendance) -> Result<Attendance, Error> {
    Ok(table::insert(tx, ActiveModel { id: NotSet, ..row(company, it) }).await?.into())
}

pub async fn delete(tx: &Tx, company: CompanyId, id: AttendanceId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

pub async fn update(tx: &Tx, company: CompanyId, it: Attendance) -> Result<Attendance, Error> {
    Ok(table::update::<Entity>(tx, company, it.id, row(company, it)).await?.into())
}

fn row(company: CompanyId, it: Attendance) -> ActiveModel {
    let worked = it.check_out_at.map(|out| (out - it.check_in_at).num_seconds());
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        employee_id: Set(it.employee),
        branch_id: Set(it.branch),
        date: Set(it.date),
        check_in_at: Set(it.check_in_at),
        check_out_at: Set(it.check_out_at),
        in_latitude: Set(it.check_in_place.map(|place| place.latitude)),
        in_longitude: Set(it.check_in_place.map(|place| place.longitude)),
        out_latitude: Set(it.check_out_place.map(|place| place.latitude)),
        out_longitude: Set(it.check_out_place.map(|place| place.longitude)),
        note: Set(it.note),
        work_from_home: Set(it.work_from_home),
        in_ip: Set(it.check_in_ip),
        out_ip: Set(it.check_out_ip),
        worked_seconds: Set(worked.map(|worked| i32::try_from(worked).unwrap_or(i32::MAX))),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

fn place(latitude: Option<f64>, longitude: Option<f64>) -> Option<Place> {
    let (latitude, longitude) = latitude.zip(longitude)?;
    Some(Place { latitude, longitude })
}

impl From<Model> for Attendance {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            employee: row.employee_id,
            branch: row.branch_id,
            date: row.date,
            check_in_at: row.check_in_at,
            check_out_at: row.check_out_at,
            check_in_place: place(row.in_latitude, row.in_longitude),
            check_out_place: place(row.out_latitude, row.out_longitude),
            note: row.note,
            work_from_home: row.work_from_home,
            check_in_ip: row.in_ip,
            check_out_ip: row.out_ip,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
