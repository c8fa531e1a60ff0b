//! Table `assets`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{AssetId, AssetTypeId, CompanyId, DepartmentId, EmployeeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assets")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AssetId,
    pub company_id: CompanyId,
    pub name: String,
    pub tag: String,
    pub tag_key: String,
    pub type_id: Option<AssetTypeId>,
    pub serial: Option<String>,
    pub description: Option<String>,
    pub attachment: Option<String>,
    pub status: i16,
    pub holder_id: Option<EmployeeId>,
    pub department_id: Option<DepartmentId>,
    pub assigned_on: Option<NaiveDate>,
    pub search_key: String,
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
