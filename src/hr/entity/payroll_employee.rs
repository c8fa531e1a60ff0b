//! Table `payroll_employees`: an employee is paid in one way at most.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::employee;
use crate::db::table::Table;
use crate::id::{CompanyId, EmployeeId, PayrollEmployeeId, PayrollGroupId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payroll_employees")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PayrollEmployeeId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub frequency: i16,
    pub currency: String,
    pub group_id: Option<PayrollGroupId>,
    /// JSON lists of ids of deductions, both.
    pub exemptions: String,
    pub allowed: String,
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
    const NOUN: &'static str = "payroll employee";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
