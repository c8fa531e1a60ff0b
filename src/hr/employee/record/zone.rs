//! In which time zone an employee's days begin.

use chrono_tz::Tz;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};

use super::super::store;
use crate::Error;
use crate::entity::employee::{Column, Entity};
use crate::entity::{branch, employee_detail};
use crate::id::{CompanyId, EmployeeId};

/// The employee's own zone, or else their branch's, or UTC; `NotFound` where there is no such
/// employee. One statement.
pub(crate) async fn zone_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
) -> Result<Tz, Error> {
    use employee_detail::Column as Detail;
    let to_details = Entity::belongs_to(employee_detail::Entity).from(Column::Id);
    let to_branch = Entity::belongs_to(branch::Entity).from(Column::BranchId);
    let found: Option<(Option<String>, Option<String>)> = store::of(company)
        .join(JoinType::LeftJoin, to_details.to(Detail::EmployeeId).into())
        .join(JoinType::LeftJoin, to_branch.to(branch::Column::Id).into())
        .filter(Column::Id.eq(id))
        .select_only()
        .column(Detail::TimeZone)
        .column_as(branch::Column::TimeZone, "branch_zone")
        .into_tuple()
        .one(db)
        .await?;
    let (own, branch) = found.ok_or(Error::NotFound("employee"))?;
    match own.or(branch) {
        None => Ok(Tz::UTC),
        Some(name) => name.parse().map_err(|_| {
            Error::internal(format!("employee {id} is in a time zone that is not known"))
        }),
    }
}
