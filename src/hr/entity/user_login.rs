//! Table `user_logins`: when people signed in, and with what.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::{CompanyId, UserId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user_logins")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company_id: CompanyId,
    pub user_id: UserId,
    pub at: DateTime<Utc>,
    pub device: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
