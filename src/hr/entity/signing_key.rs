//! Table `signing_keys`: what access tokens are signed with; belongs to no company.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::KeyId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signing_keys")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: KeyId,
    pub kid: String,
    /// The private key as PKCS#8, sealed in the vault.
    pub sealed: Vec<u8>,
    pub modulus: String,
    pub exponent: String,
    pub created_at: DateTime<Utc>,
    pub retired_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
