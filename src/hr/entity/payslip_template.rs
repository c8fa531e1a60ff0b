//! Table `payslip_templates`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, PayslipTemplateId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payslip_templates")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PayslipTemplateId,
    pub company_id: CompanyId,
    pub name: String,
    /// A JSON list of blocks.
    pub design: String,
    pub shown: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "payslip template";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
