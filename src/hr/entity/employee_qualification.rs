//! Table `employee_qualifications`: who has which.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, EmployeeId, EmployeeQualificationId, QualificationId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employee_qualifications")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: EmployeeQualificationId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub qualification_id: QualificationId,
    /// The qualification's.
    pub kind: i16,
    pub details: Option<String>,
    pub institute: Option<String>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub reading: Option<String>,
    pub speaking: Option<String>,
    pub writing: Option<String>,
    pub understanding: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "qualification";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
