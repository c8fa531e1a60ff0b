//! Restrictions in the database; every query names the company.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Restriction;
use crate::Error;
use crate::annex::person::people;
use crate::db::{Tx, count, table};
use crate::entity::whosoff_restriction::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, EmployeeId, RestrictionId};

/// What restricts one employee, in the order of ids, in two statements.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
) -> Result<Vec<Restriction>, Error> {
    let query = table::of::<Entity>(company).filter(Column::EmployeeId.eq(employee));
    let rows = query.order_by_asc(Column::Id).all(db).await?;
    let people = people(db, company, rows.iter().map(|row| row.other_id)).await?;
    let shown = |row: Model| {
        let other = people.get(&row.other_id).cloned()?;
        Some(Restriction { id: row.id, employee: row.employee_id, other })
    };
    Ok(rows.into_iter().filter_map(shown).collect())
}

/// Whom the employee may not be off together with.
pub(crate) async fn others(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
) -> Result<Vec<EmployeeId>, Error> {
    let query = table::of::<Entity>(company).filter(Column::EmployeeId.eq(employee));
    Ok(query.select_only().column(Column::OtherId).into_tuple().all(db).await?)
}

pub async fn exists(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    other: EmployeeId,
) -> Result<bool, Error> {
    let pair = table::of::<Entity>(company)
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::OtherId.eq(other));
    Ok(count(db, pair).await? > 0)
}

pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    employee: EmployeeId,
    other: EmployeeId,
    now: DateTime<Utc>,
) -> Result<RestrictionId, Error> {
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        employee_id: Set(employee),
        other_id: Set(other),
        created_at: Set(now),
        updated_at: Set(now),
    };
    Ok(table::insert(tx, row).await?.id)
}

pub async fn delete(tx: &Tx, company: CompanyId, id: RestrictionId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}
