//! The one query of visibility: whom somebody leads.

use std::collections::BTreeSet;

use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use crate::Error;
use crate::entity::employee::{Column, Entity};
use crate::entity::{department, department_member};
use crate::id::{CompanyId, EmployeeId};

/// Direct reports and the members of departments that `leader` leads.
pub async fn led_by(
    db: &impl ConnectionTrait,
    company: CompanyId,
    leader: EmployeeId,
) -> Result<BTreeSet<EmployeeId>, Error> {
    let departments = department::Entity::find()
        .filter(department::Column::CompanyId.eq(company))
        .filter(department::Column::LeaderId.eq(leader))
        .select_only()
        .column(department::Column::Id)
        .into_query();
    let members = department_member::Entity::find()
        .filter(department_member::Column::CompanyId.eq(company))
        .filter(department_member::Column::DepartmentId.in_subquery(departments))
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
