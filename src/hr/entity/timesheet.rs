//! Table `timesheets`: one a week and employee.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, EmployeeId, TimesheetId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "timesheets")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: TimesheetId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    /// A Sunday.
    pub starts_on: NaiveDate,
    pub status: i16,
    pub reason: Option<String>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "timesheet";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
