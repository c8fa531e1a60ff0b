//! Table `webhook_endpoints`; its secret is sealed in the vault.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, WebhookId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_endpoints")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: WebhookId,
    pub company_id: CompanyId,
    pub url: String,
    /// A JSON list of event names.
    pub events: String,
    pub description: Option<String>,
    pub active: bool,
    pub sealed: Vec<u8>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "webhook";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
