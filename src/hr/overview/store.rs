//! How many people there are, in the database; every query names the company.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
};

use crate::Error;
use crate::db::{count, table};
use crate::entity::{department_member as member, employee};
use crate::id::{CompanyId, DepartmentId, EmployeeId};

/// The members of these departments, in the order of ids.
pub async fn members(
    db: &impl ConnectionTrait,
    company: CompanyId,
    departments: &[DepartmentId],
) -> Result<Vec<EmployeeId>, Error> {
    let query = member::Entity::find()
        .filter(member::Column::CompanyId.eq(company))
        .filter(member::Column::DepartmentId.is_in(departments.iter().copied()))
        .select_only()
        .column(member::Column::EmployeeId);
    Ok(query.into_tuple().all(db).await?)
}

/// Employees of the company: all of them, or these.
fn people(company: CompanyId, ids: Option<&Vec<EmployeeId>>) -> Select<employee::Entity> {
    table::of::<employee::Entity>(company)
        .apply_if(ids, |query, ids| query.filter(employee::Column::Id.is_in(ids.iter().copied())))
}

pub async fn total(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: Option<&Vec<EmployeeId>>,
) -> Result<u64, Error> {
    count(db, people(company, ids)).await
}

/// Who have not left; of them only who were hired from `since` to `until`, where that is said.
pub async fn working(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: Option<&Vec<EmployeeId>>,
    hired: Option<(NaiveDate, NaiveDate)>,
) -> Result<u64, Error> {
    let here = employee::Column::Id.in_subquery(crate::employee::working_ids(company));
    let query = people(company, ids).filter(here).apply_if(hired, |query, (since, until)| {
        query.filter(employee::Column::HiredOn.between(since, until))
    });
    count(db, query).await
}
