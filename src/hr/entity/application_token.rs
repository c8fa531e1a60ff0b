//! Table `application_tokens`: what a company's programs show; looked up by hash.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{ApplicationTokenId, CompanyId};

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_tokens")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ApplicationTokenId,
    pub company_id: CompanyId,
    pub environment: String,
    pub name: String,
    pub description: Option<String>,
    /// A JSON list.
    pub scopes: String,
    pub prefix: String,
    pub token_hash: Vec<u8>,
    pub last_used_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Never shows the hash.
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ApplicationToken({})", self.id)
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "application token";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
