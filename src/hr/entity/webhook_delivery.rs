//! Table `webhook_deliveries`: one event for one endpoint, and what became of it.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, DeliveryId, WebhookId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_deliveries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: DeliveryId,
    pub company_id: CompanyId,
    pub endpoint_id: WebhookId,
    pub message_id: String,
    pub event: String,
    pub subject_id: i64,
    pub occurred_at: DateTime<Utc>,
    pub status: i16,
    pub attempts: i32,
    pub response_status: Option<i32>,
    pub next_attempt_at: Option<DateTime<Utc>>,
    pub claimed_until: Option<DateTime<Utc>>,
    pub body: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::webhook_endpoint::Entity",
        from = "Column::EndpointId",
        to = "super::webhook_endpoint::Column::Id"
    )]
    Endpoint,
}

impl Related<super::webhook_endpoint::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Endpoint.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "delivery";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
