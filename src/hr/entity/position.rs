//! Table `positions`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::fixed::Fixed4;
use crate::id::{CompanyId, PositionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "positions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PositionId,
    pub company_id: CompanyId,
    pub code: Option<String>,
    pub name: String,
    pub responsibilities: String,
    pub minimum_salary: Option<Fixed4>,
    pub maximum_salary: Option<Fixed4>,
    pub currency: Option<String>,
    pub remarks: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "position";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
