//! Table `policy_targets`: a department or an employee that a policy addresses, never both.

use sea_orm::entity::prelude::*;

use crate::id::{CompanyId, DepartmentId, EmployeeId, PolicyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_targets")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company_id: CompanyId,
    pub policy_id: PolicyId,
    pub department_id: Option<DepartmentId>,
    pub employee_id: Option<EmployeeId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
