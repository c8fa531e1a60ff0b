//! Table `payroll_lines`: an employee is in a run once at most.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::payroll_run;
use crate::db::table::Table;
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, PayrollLineId, PayrollRunId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payroll_lines")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PayrollLineId,
    pub company_id: CompanyId,
    pub run_id: PayrollRunId,
    pub employee_id: EmployeeId,
    pub gross: Fixed4,
    pub deductions: Fixed4,
    pub net: Fixed4,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::payroll_run::Entity",
        from = "Column::RunId",
        to = "payroll_run::Column::Id"
    )]
    Run,
}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "payroll line";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
