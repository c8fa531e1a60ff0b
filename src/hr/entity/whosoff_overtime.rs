//! Table `whosoff_overtime`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, EmployeeId, OvertimeId, OvertimeTypeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "whosoff_overtime")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: OvertimeId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub overtime_type_id: OvertimeTypeId,
    pub status: i16,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub unit: i16,
    pub minutes: i32,
    pub note: Option<String>,
    pub in_lieu: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "overtime";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
