//! Table `project_assignments`: an employee is on a project once at most.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use super::employee;
use crate::db::table::Table;
use crate::id::{AssignmentId, CompanyId, EmployeeId, ProjectId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "project_assignments")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AssignmentId,
    pub company_id: CompanyId,
    pub project_id: ProjectId,
    pub employee_id: EmployeeId,
    pub starts_on: NaiveDate,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::employee::Entity",
        from = "Column::EmployeeId",
        to = "employee::Column::Id"
    )]
    Employee,
}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "project assignment";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
