//! Table `users`: the accounts of employees; their names are the employees' own.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::employee;
use crate::id::{CompanyId, EmployeeId, UserId};

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: UserId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub password_hash: Option<String>,
    pub active: bool,
    /// Wrong passwords in a row.
    pub failed_logins: i32,
    pub locked_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Never shows the hash.
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "User({})", self.id)
    }
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
