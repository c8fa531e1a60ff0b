//! Table `policy_acknowledgements`: who has read which policy, once each.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::{CompanyId, EmployeeId, PolicyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_acknowledgements")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company_id: CompanyId,
    pub policy_id: PolicyId,
    pub employee_id: EmployeeId,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
