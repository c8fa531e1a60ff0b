//! Table `payroll_runs`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, DepartmentId, PayrollGroupId, PayrollRunId, PayslipTemplateId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payroll_runs")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PayrollRunId,
    pub company_id: CompanyId,
    pub year: i32,
    pub month: i16,
    pub currency: String,
    pub status: i16,
    pub closed_at: Option<DateTime<Utc>>,
    pub name: Option<String>,
    pub frequency: Option<i16>,
    pub department_id: Option<DepartmentId>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    /// A JSON list of ids.
    pub columns: Option<String>,
    pub template_id: Option<PayslipTemplateId>,
    pub group_id: Option<PayrollGroupId>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "payroll run";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
