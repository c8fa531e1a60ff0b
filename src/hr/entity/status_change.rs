//! Table `status_changes`: what became of leave requests and expenses, by whom and when.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::id::{CompanyId, EmployeeId, StatusChangeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "status_changes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: StatusChangeId,
    pub company_id: CompanyId,
    pub kind: i16,
    pub subject_id: i64,
    pub before: i16,
    pub after: i16,
    pub employee_id: Option<EmployeeId>,
    pub note: Option<String>,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
