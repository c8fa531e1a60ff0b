//! Table `whosoff_leave_rules`: one a leave type that has one.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, LeaveTypeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "whosoff_leave_rules")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company_id: CompanyId,
    pub leave_type_id: LeaveTypeId,
    pub deduct_allowance: i16,
    pub consecutive_minutes: i32,
    pub minimum_minutes: i32,
    pub concurrent: bool,
    pub notes_visible_to: i16,
    pub available_to: i16,
    pub seen_by: i16,
    pub notice_days: i32,
    pub cancellation_days: i32,
    pub counts_for_department: bool,
    pub note_required: bool,
    pub email_request: i16,
    pub email_approve: i16,
    pub email_cancel: i16,
    pub staff_url: Option<String>,
    pub staff_note: Option<String>,
    pub approver_url: Option<String>,
    pub approver_note: Option<String>,
    pub message: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "leave rule";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
