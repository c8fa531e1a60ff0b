//! Table `leave_types`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::fixed::Fixed4;
use crate::id::{CompanyId, LeaveTypeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "leave_types")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: LeaveTypeId,
    pub company_id: CompanyId,
    pub name: String,
    pub kind: i16,
    pub entitlement_hours: Option<Fixed4>,
    pub accrual: Option<i16>,
    pub reset: Option<i16>,
    pub carry_over_hours: Option<i64>,
    pub carry_over: Option<bool>,
    pub paid: Option<bool>,
    pub max_days: Option<i32>,
    pub code: Option<String>,
    pub colour: Option<String>,
    pub active: bool,
    pub requires_approval: bool,
    pub deducts: bool,
    pub self_service: bool,
    pub manager_assigns: bool,
    pub beyond_balance: bool,
    pub attachment_required: bool,
    pub sandwich: bool,
    pub notice_days: i32,
    pub lock_days: i32,
    pub notes: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "leave type";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
