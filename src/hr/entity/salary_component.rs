//! Table `salary_components`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, SalaryComponentId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "salary_components")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SalaryComponentId,
    pub company_id: CompanyId,
    pub name: String,
    pub kind: i16,
    pub details: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "salary component";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
