//! Table `leave_days`.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

use crate::id::{CompanyId, LeaveDayId, LeaveRequestId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "leave_days")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: LeaveDayId,
    pub company_id: CompanyId,
    pub leave_request_id: LeaveRequestId,
    pub day: NaiveDate,
    pub portion: i16,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
