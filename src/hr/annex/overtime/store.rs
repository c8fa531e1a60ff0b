//! Overtime in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{NewOvertime, Overtime, OvertimeType, Status};
use crate::annex::person::people;
use crate::db::{Tx, table};
use crate::entity::whosoff_overtime::{ActiveModel, Column, Entity};
use crate::entity::whosoff_overtime_type as kind;
use crate::id::{CompanyId, EmployeeId, OvertimeId, OvertimeTypeId};
use crate::work_pattern::Unit;
use crate::{Error, department};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: OvertimeId,
) -> Result<Overtime, Error> {
    let row = table::find::<Entity>(db, company, id).await?;
    let employee = people(db, company, [row.employee_id]).await?.remove(&row.employee_id);
    let department = department::of_employee(db, company, row.employee_id).await?;
    let department_name = match department {
        Some(id) => department::name(db, company, id).await?,
        None => String::new(),
    };
    Ok(Overtime {
        id: row.id,
        employee: employee.ok_or(Error::NotFound("employee"))?,
        department,
        department_name,
        kind: find_type(db, company, row.overtime_type_id).await?,
        status: Status::from_code(row.status)?,
        first_day: row.first_day,
        last_day: row.last_day,
        unit: Unit::from_code(row.unit)?,
        minutes: row.minutes,
        note: row.note,
        in_lieu: row.in_lieu,
        created_at: row.created_at,
    })
}

pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    new: NewOvertime,
    now: DateTime<Utc>,
) -> Result<OvertimeId, Error> {
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        employee_id: Set(new.employee),
        overtime_type_id: Set(new.kind),
        status: Set(new.status.code()),
        first_day: Set(new.first_day),
        last_day: Set(new.last_day),
        unit: Set(new.unit.code()),
        minutes: Set(new.minutes),
        note: Set(new.note),
        in_lieu: Set(new.in_lieu),
        created_at: Set(now),
        updated_at: Set(now),
    };
    Ok(table::insert(tx, row).await?.id)
}

/// How many records of each of the employees wait for a decision, in one statement.
pub(crate) async fn pending(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: &[EmployeeId],
) -> Result<BTreeMap<EmployeeId, i64>, Error> {
    if employees.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(EmployeeId, i64)> = table::of::<Entity>(company)
        .filter(Column::EmployeeId.is_in(employees.iter().copied()))
        .filter(Column::Status.eq(Status::Pending.code()))
        .select_only()
        .column(Column::EmployeeId)
        .column_as(Column::Id.count(), "pending")
        .group_by(Column::EmployeeId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The minutes of approved overtime that lies within these days, by employee, in one statement.
pub(crate) async fn approved_minutes(
    db: &impl ConnectionTrait,
    company: CompanyId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<EmployeeId, i64>, Error> {
    let rows: Vec<(EmployeeId, i64)> = table::of::<Entity>(company)
        .filter(Column::Status.eq(Status::Approved.code()))
        .filter(Column::FirstDay.gte(from))
        .filter(Column::LastDay.lte(to))
        .select_only()
        .column(Column::EmployeeId)
        .column_as(Column::Minutes.sum(), "minutes")
        .group_by(Column::EmployeeId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

pub async fn find_type(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: OvertimeTypeId,
) -> Result<OvertimeType, Error> {
    Ok(table::find::<kind::Entity>(db, company, id).await?.into())
}

pub async fn types(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<Vec<OvertimeType>, Error> {
    let rows = table::of::<kind::Entity>(company).order_by_asc(kind::Column::Id).all(db).await?;
    Ok(rows.into_iter().map(OvertimeType::from).collect())
}

pub async fn insert_type(
    tx: &Tx,
    company: CompanyId,
    name: String,
    colour: String,
    now: DateTime<Utc>,
) -> Result<OvertimeType, Error> {
    let row = kind::ActiveModel {
        id: NotSet,
        company_id: Set(company),
        name: Set(name),
        colour: Set(colour),
        created_at: Set(now),
        updated_at: Set(now),
    };
    Ok(table::insert(tx, row).await?.into())
}

impl From<kind::Model> for OvertimeType {
    fn from(row: kind::Model) -> Self {
        Self { id: row.id, name: row.name, colour: row.colour }
    }
}
