//! Table `asset_types`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{AssetTypeId, CompanyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "asset_types")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AssetTypeId,
    pub company_id: CompanyId,
    pub name: String,
    pub name_key: String,
    pub description: Option<String>,
    pub attachment: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "asset type";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
