//! Table `time_entries`: hours in a timesheet.

use chrono::{DateTime, NaiveDateTime, Utc};
use sea_orm::entity::prelude::*;

use super::{project, timesheet};
use crate::db::table::Table;
use crate::id::{CompanyId, EmployeeId, ProjectId, TimeEntryId, TimesheetId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "time_entries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: TimeEntryId,
    pub company_id: CompanyId,
    pub timesheet_id: TimesheetId,
    /// The timesheet's, so that one's hours are found without it.
    pub employee_id: EmployeeId,
    pub project_id: Option<ProjectId>,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    /// From start to end, so that the database can sum it up.
    pub seconds: i32,
    pub details: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::project::Entity",
        from = "Column::ProjectId",
        to = "project::Column::Id"
    )]
    Project,
    #[sea_orm(
        belongs_to = "super::timesheet::Entity",
        from = "Column::TimesheetId",
        to = "timesheet::Column::Id"
    )]
    Timesheet,
}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "time entry";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
