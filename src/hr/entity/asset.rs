//! Table `assets`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{AssetId, CompanyId, EmployeeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assets")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AssetId,
    pub company_id: CompanyId,
    pub name: String,
    pub tag: String,
    pub tag_key: String,
    pub category: Option<String>,
    pub serial: Option<String>,
    pub status: i16,
    pub holder_id: Option<EmployeeId>,
    pub assigned_on: Option<NaiveDate>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "asset";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
