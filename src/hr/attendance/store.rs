//! Attendance in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QueryTrait, Select};

use super::{Attendance, Filter, Place};
use crate::db::{Tx, page, table};
use crate::entity::attendance::{ActiveModel, Column, Entity, Model};
use crate::id::{AttendanceId, CompanyId};
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

pub async fn update(tx: &Tx, company: CompanyId, it: Attendance) -> Result<Attendance, Error> {
    Ok(table::update::<Entity>(tx, company, it.id, row(company, it)).await?.into())
}

fn row(company: CompanyId, it: Attendance) -> ActiveModel {
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
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
