//! Table `entitlements`: amounts are days.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, EntitlementId, LeaveTypeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entitlements")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: EntitlementId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub leave_type_id: LeaveTypeId,
    pub year: i32,
    pub entitled: Fixed4,
    pub taken_before: Fixed4,
    pub carried: Fixed4,
    pub carried_taken: Fixed4,
    pub carried_until: Option<NaiveDate>,
    pub locked: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "entitlement";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
