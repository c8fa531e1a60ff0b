//! Table `bearer_tokens`: what people are given when they sign in; looked up by hash.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::user;
use crate::db::table::Table;
use crate::id::{BearerTokenId, CompanyId, UserId};

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bearer_tokens")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: BearerTokenId,
    pub company_id: CompanyId,
    pub user_id: UserId,
    pub api: String,
    pub name: String,
    pub token_hash: Vec<u8>,
    pub created_at: DateTime<Utc>,
    pub expires_at: Option<DateTime<Utc>>,
    pub last_used_at: Option<DateTime<Utc>>,
}

/// Never shows the hash.
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BearerToken({})", self.id)
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::UserId", to = "user::Column::Id")]
    User,
}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "token";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
