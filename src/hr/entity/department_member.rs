//! Table `department_members`: an employee is in one department at most.

use sea_orm::entity::prelude::*;

use super::department;
use crate::id::{CompanyId, DepartmentId, EmployeeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "department_members")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company_id: CompanyId,
    pub department_id: DepartmentId,
    pub employee_id: EmployeeId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::department::Entity",
        from = "Column::DepartmentId",
        to = "department::Column::Id"
    )]
    Department,
}

impl ActiveModelBehavior for ActiveModel {}
