//! Table `company_settings`: one row a company that has changed them.

use chrono::{DateTime, NaiveTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::CompanyId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "company_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: CompanyId,
    pub min_password_length: i32,
    pub require_numbers: bool,
    pub require_uppercase: bool,
    pub require_special_chars: bool,
    pub enable_2fa: bool,
    pub session_timeout_minutes: i32,
    pub max_failed_attempts: i32,
    pub default_start_time: NaiveTime,
    pub default_end_time: NaiveTime,
    pub grace_period_minutes: i32,
    pub enable_overtime: bool,
    pub maximum_overtime_minutes: i32,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
