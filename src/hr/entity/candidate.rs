//! Table `candidates`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CandidateId, CompanyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "candidates")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: CandidateId,
    pub company_id: CompanyId,
    pub first_name: String,
    pub last_name: String,
    pub title: String,
    pub email: Option<String>,
    /// A JSON list.
    pub tags: String,
    /// In lower case, each between line ends.
    pub tags_key: String,
    pub profile: String,
    pub search_key: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "candidate";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
