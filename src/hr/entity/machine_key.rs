//! Table `service_keys`: keys of the operator's own services; belongs to no company.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::ServiceKeyId;

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_keys")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ServiceKeyId,
    pub name: String,
    pub key_hash: Vec<u8>,
    pub created_at: DateTime<Utc>,
}

/// Never shows the hash.
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ServiceKey({})", self.id)
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
