//! Table `companies`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::CompanyId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "companies")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: CompanyId,
    pub public_id: String,
    pub name: String,
    pub contact_email: String,
    pub contact_email_key: String,
    pub industry: Option<String>,
    pub country: Option<String>,
    pub time_zone: Option<String>,
    pub currency: Option<String>,
    pub phone: Option<String>,
    pub phone_code: Option<String>,
    pub logo_url: Option<String>,
    pub plan_id: Option<String>,
    pub api_credentials: Option<Vec<u8>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
