//! Table `branches`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{BranchId, CompanyId};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "branches")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: BranchId,
    pub company_id: CompanyId,
    pub name: String,
    pub code: Option<String>,
    pub address: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub radius_m: Option<i32>,
    pub time_zone: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "branch";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
