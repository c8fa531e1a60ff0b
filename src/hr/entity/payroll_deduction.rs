//! Table `payroll_deductions`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, DeductionId, PayrollColumnId, PayrollGroupId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payroll_deductions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: DeductionId,
    pub company_id: CompanyId,
    pub name: String,
    pub group_id: Option<PayrollGroupId>,
    /// A JSON list of codes of component types.
    pub kinds: String,
    /// A JSON list of ids.
    pub components: String,
    pub column_id: Option<PayrollColumnId>,
    /// A JSON list of ranges.
    pub ranges: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "deduction";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
