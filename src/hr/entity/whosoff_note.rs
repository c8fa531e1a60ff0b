//! Table `whosoff_notes`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, EmployeeId, NoteId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "whosoff_notes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: NoteId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub kind: i16,
    pub note: String,
    pub changed_by: Option<EmployeeId>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "user note";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
