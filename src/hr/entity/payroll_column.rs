//! Table `payroll_columns`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::fixed::Fixed4;
use crate::id::{CompanyId, PayrollColumnId, PayrollGroupId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payroll_columns")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PayrollColumnId,
    pub company_id: CompanyId,
    pub name: String,
    /// What formulas look it up by.
    pub name_key: String,
    pub hook: Option<i16>,
    /// These four are JSON lists of ids.
    pub components: String,
    pub deductions: String,
    pub added: String,
    pub subtracted: String,
    pub place: i32,
    pub editable: bool,
    pub enabled: bool,
    pub default_value: Option<Fixed4>,
    /// A JSON list of names and column ids.
    pub variables: String,
    pub formula: Option<String>,
    pub style: i16,
    pub group_id: Option<PayrollGroupId>,
    pub part: Option<i16>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "payroll column";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
