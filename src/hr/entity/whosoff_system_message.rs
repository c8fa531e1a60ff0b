//! Table `whosoff_system_messages`: the same for every company.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::SystemMessageId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "whosoff_system_messages")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SystemMessageId,
    pub title: String,
    pub message: String,
    pub kind: i16,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
