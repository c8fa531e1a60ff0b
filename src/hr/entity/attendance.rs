//! Table `attendance`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{AttendanceId, BranchId, CompanyId, EmployeeId};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attendance")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AttendanceId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub branch_id: Option<BranchId>,
    pub date: NaiveDate,
    pub check_in_at: DateTime<Utc>,
    pub check_out_at: Option<DateTime<Utc>>,
    pub in_latitude: Option<f64>,
    pub in_longitude: Option<f64>,
    pub out_latitude: Option<f64>,
    pub out_longitude: Option<f64>,
    pub note: Option<String>,
    pub work_from_home: bool,
    pub in_ip: Option<String>,
    pub out_ip: Option<String>,
    /// From the check-in to the check-out, so that the database can sum it up.
    pub worked_seconds: Option<i32>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "attendance record";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
