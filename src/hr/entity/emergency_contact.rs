//! Table `emergency_contacts`: one row an employee at most.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::employee;
use crate::id::{CompanyId, EmployeeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "emergency_contacts")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub name: String,
    pub phone: String,
    pub relationship: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::employee::Entity",
        from = "Column::EmployeeId",
        to = "employee::Column::Id"
    )]
    Employee,
}

impl ActiveModelBehavior for ActiveModel {}
