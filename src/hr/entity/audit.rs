//! Table `audit`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::{AuditId, CompanyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AuditId,
    /// Empty for what belongs to no company.
    pub company_id: Option<CompanyId>,
    pub at: DateTime<Utc>,
    pub actor_kind: i16,
    pub actor_id: Option<i64>,
    pub request_id: String,
    pub verb: String,
    pub subject_id: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
