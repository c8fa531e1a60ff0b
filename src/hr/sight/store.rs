//! The queries of visibility: whom somebody leads.

use std::collections::BTreeSet;

use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use crate::entity::department_member;
use crate::entity::employee::{Column, Entity};
use crate::id::{CompanyId, EmployeeId};
use crate::{Error, department};

/// Direct reports and the members of departments that `leader` heads and of all below them, in two
/// statements.
pub async fn led_by(
    db: &impl ConnectionTrait,
    company: CompanyId,
    leader: EmployeeId,
) -> Result<BTreeSet<EmployeeId>, Error> {
    let departments = department::headed_by(db, company, leader).await?;
    let members = department_member::Entity::find()
        .filter(department_member::Column::CompanyId.eq(company))
        .filter(department_member::Column::DepartmentId.is_in(departments))
        .select_only()
        .column(department_member::Column::EmployeeId)
        .into_query();
    let led =
        Condition::any().add(Column::ManagerId.eq(leader)).add(Column::Id.in_subquery(members));
    let ids: Vec<EmployeeId> = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::DeletedAt.is_null())
        .filter(led)
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}
