//! Table `leave_steps`: who has to decide on a leave request, one after the other.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::{CompanyId, EmployeeId, LeaveRequestId, LeaveStepId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "leave_steps")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: LeaveStepId,
    pub company_id: CompanyId,
    pub leave_request_id: LeaveRequestId,
    pub step: i16,
    pub role: i16,
    pub approver_id: Option<EmployeeId>,
    pub decision: Option<i16>,
    pub notes: Option<String>,
    pub acted_at: Option<DateTime<Utc>>,
    pub acted_by: Option<EmployeeId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
