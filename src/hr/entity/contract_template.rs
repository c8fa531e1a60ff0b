//! Table `contract_templates`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, ContractTemplateId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_templates")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ContractTemplateId,
    pub company_id: CompanyId,
    pub name: String,
    pub content: Option<String>,
    pub active: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "contract template";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
