//! Table `whosoff_nonces`: what an app may not say twice.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::{CompanyId, WhosoffAppId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "whosoff_nonces")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: CompanyId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub app: WhosoffAppId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub nonce_hash: Vec<u8>,
    pub seen_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
