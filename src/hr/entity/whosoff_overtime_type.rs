//! Table `whosoff_overtime_types`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, OvertimeTypeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "whosoff_overtime_types")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: OvertimeTypeId,
    pub company_id: CompanyId,
    pub name: String,
    pub colour: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "overtime type";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
