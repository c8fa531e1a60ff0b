//! Table `work_patterns`: one a day of begin and employee.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, EmployeeId, WorkPatternId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_patterns")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: WorkPatternId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub starts_on: NaiveDate,
    /// JSON: seven numbers, Monday first.
    pub minutes: String,
    pub unit: i16,
    /// JSON: seven numbers or nulls, Monday first.
    pub labels: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "work pattern";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
