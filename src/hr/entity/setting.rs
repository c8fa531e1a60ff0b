//! Table `settings`: one row for each setting that a company has changed.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::CompanyId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: CompanyId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub setting: i16,
    /// None for a secret.
    pub value: Option<String>,
    /// A secret, sealed in the vault.
    pub sealed: Option<Vec<u8>>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
