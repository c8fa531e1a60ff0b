//! Table `employees`; a row with `deleted_at` is read for its name only.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use super::role;
use crate::db::table::Table;
use crate::id::{BranchId, CompanyId, EmployeeId, PositionId, RoleId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employees")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: EmployeeId,
    pub company_id: CompanyId,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub email_key: String,
    pub username: Option<String>,
    pub username_key: Option<String>,
    pub role_id: Option<RoleId>,
    pub status: i16,
    pub phone: Option<String>,
    pub phone_code: Option<String>,
    pub work_phone: Option<String>,
    pub work_phone_code: Option<String>,
    pub job_title: Option<String>,
    pub employment: Option<i16>,
    pub hired_on: Option<NaiveDate>,
    pub resigned_on: Option<NaiveDate>,
    pub resignation_reason: Option<String>,
    pub external_id: Option<String>,
    pub country: Option<String>,
    pub address1: Option<String>,
    pub address2: Option<String>,
    pub city: Option<String>,
    pub province: Option<String>,
    pub postal_code: Option<String>,
    pub preferred_name: Option<String>,
    pub number: Option<String>,
    pub number_key: Option<String>,
    pub manager_id: Option<EmployeeId>,
    pub branch_id: Option<BranchId>,
    pub position_id: Option<PositionId>,
    pub directory_name: Option<String>,
    pub directory_name_key: Option<String>,
    pub full_name: Option<String>,
    /// Ids as JSON.
    pub approvers: Option<String>,
    /// Ids as JSON.
    pub indirect_managers: Option<String>,
    /// What a search looks through, in lower case.
    pub search_key: Option<String>,
    pub deleted_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::role::Entity", from = "Column::RoleId", to = "role::Column::Id")]
    Role,
}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "employee";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
    const DELETED: Option<Column> = Some(Column::DeletedAt);
}
