//! Work patterns in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QueryTrait};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Unit, WorkPattern};
use crate::Error;
use crate::db::{Tx, table};
use crate::entity::work_pattern::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, EmployeeId, WorkPatternId};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: WorkPatternId,
) -> Result<WorkPattern, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

pub async fn insert(tx: &Tx, company: CompanyId, it: WorkPattern) -> Result<WorkPattern, Error> {
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        employee_id: Set(it.employee),
        starts_on: Set(it.starts_on),
        minutes: Set(written(&it.minutes)?),
        unit: Set(it.unit.code()),
        labels: Set(written(&it.labels)?),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    };
    table::insert(tx, row).await?.try_into()
}

/// The pattern of each employee (of all, where none are named) on one day, in one statement.
pub(crate) async fn in_force(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: Option<&[EmployeeId]>,
    on: NaiveDate,
) -> Result<BTreeMap<EmployeeId, WorkPattern>, Error> {
    let begun = begun(db, company, employees, on).await?;
    Ok(begun.into_iter().map(|pattern| (pattern.employee, pattern)).collect())
}

/// The patterns of each employee that hold on some day from `from` to `to`, in the order of their
/// begin, in one statement.
pub(crate) async fn between(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: Option<&[EmployeeId]>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<EmployeeId, Vec<WorkPattern>>, Error> {
    let mut found: BTreeMap<_, Vec<WorkPattern>> = BTreeMap::new();
    for pattern in begun(db, company, employees, to).await? {
        let own = found.entry(pattern.employee).or_default();
        if pattern.starts_on <= from {
            own.clear();
        }
        own.push(pattern);
    }
    Ok(found)
}

/// Every pattern that has begun on `on`, each employee's in the order of their begin.
async fn begun(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: Option<&[EmployeeId]>,
    on: NaiveDate,
) -> Result<Vec<WorkPattern>, Error> {
    let rows = table::of::<Entity>(company)
        .filter(Column::StartsOn.lte(on))
        .apply_if(employees, |query, ids| {
            query.filter(Column::EmployeeId.is_in(ids.iter().copied()))
        })
        .order_by_asc(Column::EmployeeId)
        .order_by_asc(Column::StartsOn)
        .all(db)
        .await?;
    rows.into_iter().map(WorkPattern::try_from).collect()
}

fn written(week: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(week).map_err(|error| Error::internal(error.to_string()))
}

fn read<T: DeserializeOwned>(week: &str) -> Result<T, Error> {
    serde_json::from_str(week).map_err(|error| Error::internal(error.to_string()))
}

impl TryFrom<Model> for WorkPattern {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            employee: row.employee_id,
            starts_on: row.starts_on,
            minutes: read(&row.minutes)?,
            unit: Unit::from_code(row.unit)?,
            labels: read(&row.labels)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
