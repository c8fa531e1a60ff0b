//! Table `payroll_cells`: one value for each employee and column of a run.

use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, EmployeeId, PayrollCellId, PayrollColumnId, PayrollRunId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payroll_cells")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PayrollCellId,
    pub company_id: CompanyId,
    pub run_id: PayrollRunId,
    pub employee_id: EmployeeId,
    pub column_id: PayrollColumnId,
    /// A decimal with two places, or a text that a hook gave.
    pub amount: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "payroll cell";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
