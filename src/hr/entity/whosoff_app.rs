//! Table `whosoff_apps`: programs that prove a shared secret; found by app id in any company.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::{CompanyId, WhosoffAppId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "whosoff_apps")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: WhosoffAppId,
    pub company_id: CompanyId,
    pub app_id: String,
    /// The client secret, sealed in the vault.
    pub sealed: Vec<u8>,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
