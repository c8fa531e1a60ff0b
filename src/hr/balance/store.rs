//! Entitlements and what was taken, in the database; every query names the company.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::Entitlement;
use crate::Error;
use crate::db::{Tx, count, table};
use crate::entity::entitlement::{ActiveModel, Column, Entity, Model};
use crate::entity::leave_request;
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, LeaveTypeId};
use crate::leave::Status;

/// Rows a statement, far below what either database takes as parameters.
const AT_ONCE: usize = 500;

/// A request as the sums need it.
pub struct Taken {
    pub employee: EmployeeId,
    pub leave_type: LeaveTypeId,
    pub status: Status,
    pub first_day: NaiveDate,
    pub days: Decimal,
}

/// The entitlements of a year: of these employees or of all.
pub async fn of_year(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: Option<&[EmployeeId]>,
    year: i32,
) -> Result<Vec<Entitlement>, Error> {
    let rows = table::of::<Entity>(company)
        .filter(Column::Year.eq(year))
        .apply_if(employees, |query, ids| {
            query.filter(Column::EmployeeId.is_in(ids.iter().copied()))
        })
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Entitlement::from).collect())
}

/// Requests of a type that are open or hold and start from one day to another: of these employees
/// or of all.
pub async fn taken(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: Option<&[EmployeeId]>,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Taken>, Error> {
    use leave_request::Column as Of;
    let asked = [Status::Pending, Status::Approved, Status::CancelRequested].map(Status::code);
    let end = to.succ_opt().unwrap_or(to);
    let query = table::of::<leave_request::Entity>(company)
        .filter(Of::StartsAt.gte(from.and_time(NaiveTime::MIN)))
        .filter(Of::StartsAt.lt(end.and_time(NaiveTime::MIN)))
        .filter(Of::Status.is_in(asked))
        .filter(Of::LeaveTypeId.is_not_null())
        .apply_if(employees, |query, ids| query.filter(Of::EmployeeId.is_in(ids.iter().copied())))
        .select_only()
        .columns([Of::EmployeeId, Of::LeaveTypeId, Of::Status, Of::StartsAt, Of::TotalDays]);
    let rows: Vec<(EmployeeId, LeaveTypeId, i16, NaiveDateTime, Fixed4)> =
        query.into_tuple().all(db).await?;
    let turn =
        |(employee, leave_type, status, starts_at, days): (_, _, _, NaiveDateTime, Fixed4)| {
            let (first_day, days) = (starts_at.date(), days.decimal());
            Ok(Taken { employee, leave_type, status: Status::from_code(status)?, first_day, days })
        };
    rows.into_iter().map(turn).collect()
}

/// Whether the employee has an entitlement of the type for the year.
pub async fn exists(
    db: &impl ConnectionTrait,
    company: CompanyId,
    it: &Entitlement,
) -> Result<bool, Error> {
    let same = table::of::<Entity>(company)
        .filter(Column::EmployeeId.eq(it.employee))
        .filter(Column::LeaveTypeId.eq(it.leave_type))
        .filter(Column::Year.eq(it.year));
    Ok(count(db, same).await? > 0)
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Entitlement) -> Result<Entitlement, Error> {
    Ok(table::insert(tx, active(company, it)?).await?.into())
}

pub async fn insert_all(tx: &Tx, company: CompanyId, all: Vec<Entitlement>) -> Result<(), Error> {
    let rows = all.into_iter().map(|it| active(company, it)).collect::<Result<Vec<_>, _>>()?;
    for rows in rows.chunks(AT_ONCE) {
        Entity::insert_many(rows.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn active(company: CompanyId, it: Entitlement) -> Result<ActiveModel, Error> {
    Ok(ActiveModel {
        id: NotSet,
        company_id: Set(company),
        employee_id: Set(it.employee),
        leave_type_id: Set(it.leave_type),
        year: Set(it.year),
        entitled: Set(Fixed4::new("entitled", it.entitled)?),
        taken_before: Set(Fixed4::new("taken_before", it.taken_before)?),
        carried: Set(Fixed4::new("carried", it.carried)?),
        carried_taken: Set(Fixed4::new("carried_taken", it.carried_taken)?),
        carried_until: Set(it.carried_until),
        locked: Set(it.locked),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    })
}

impl From<Model> for Entitlement {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            employee: row.employee_id,
            leave_type: row.leave_type_id,
            year: row.year,
            entitled: row.entitled.decimal(),
            taken_before: row.taken_before.decimal(),
            carried: row.carried.decimal(),
            carried_taken: row.carried_taken.decimal(),
            carried_until: row.carried_until,
            locked: row.locked,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
