//! Table `leave_requests`.

use chrono::{DateTime, NaiveDateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, LeaveRequestId, LeaveTypeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "leave_requests")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: LeaveRequestId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub kind: i16,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub notes: Option<String>,
    pub total_days: Fixed4,
    pub status: i16,
    pub reject_reason: Option<String>,
    pub approver_id: Option<EmployeeId>,
    pub decided_at: Option<DateTime<Utc>>,
    pub external_id: Option<String>,
    pub leave_type_id: Option<LeaveTypeId>,
    pub attachment: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "leave request";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
