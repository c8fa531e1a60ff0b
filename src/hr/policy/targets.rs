//! Whom policies address, in the database; every query names the company.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::Policy;
use crate::Error;
use crate::db::Tx;
use crate::entity::policy_target::{ActiveModel, Column, Entity};
use crate::id::{CompanyId, DepartmentId, EmployeeId, PolicyId};

/// The departments and employees of one policy, in the order of ids.
#[derive(Default)]
pub struct Targets {
    pub departments: Vec<DepartmentId>,
    pub employees: Vec<EmployeeId>,
}

/// The targets of several policies, in one statement.
pub async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    policies: Vec<PolicyId>,
) -> Result<BTreeMap<PolicyId, Targets>, Error> {
    let rows = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::PolicyId.is_in(policies))
        .order_by_asc(Column::DepartmentId)
        .order_by_asc(Column::EmployeeId)
        .all(db)
        .await?;
    let mut found: BTreeMap<PolicyId, Targets> = BTreeMap::new();
    for row in rows {
        let targets = found.entry(row.policy_id).or_default();
        targets.departments.extend(row.department_id);
        targets.employees.extend(row.employee_id);
    }
    Ok(found)
}

/// Makes exactly those of `it` its targets.
pub async fn replace(tx: &Tx, company: CompanyId, it: &Policy) -> Result<(), Error> {
    clear(tx, company, it.id).await?;
    insert(tx, company, it).await
}

/// Adds the targets of a policy that has none yet.
pub async fn insert(tx: &Tx, company: CompanyId, it: &Policy) -> Result<(), Error> {
    let row = |department, employee| ActiveModel {
        id: NotSet,
        company_id: Set(company),
        policy_id: Set(it.id),
        department_id: Set(department),
        employee_id: Set(employee),
    };
    let departments = it.departments.iter().map(|id| row(Some(*id), None));
    let employees = it.employees.iter().map(|id| row(None, Some(*id)));
    Entity::insert_many(departments.chain(employees)).exec_without_returning(tx).await?;
    Ok(())
}

/// Removes the targets of a policy.
pub async fn clear(tx: &Tx, company: CompanyId, policy: PolicyId) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::PolicyId.eq(policy))
        .exec(tx)
        .await?;
    Ok(())
}
