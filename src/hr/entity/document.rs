//! Table `documents`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, DocumentId, EmployeeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "documents")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: DocumentId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub name: String,
    pub file: Option<String>,
    pub description: Option<String>,
    pub enabled: bool,
    pub external_id: Option<String>,
    pub added_on: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    pub visible_to: i16,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "document";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
