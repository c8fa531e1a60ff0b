//! Table `whosoff_profiles`: one an employee who has one.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, EmployeeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "whosoff_profiles")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub title: Option<String>,
    pub middle_name: Option<String>,
    pub user_type: Option<i16>,
    pub default_view: Option<i16>,
    pub default_view_id: Option<i64>,
    pub default_sorting: Option<i16>,
    pub approver_role: i16,
    pub notifier_2: Option<EmployeeId>,
    pub notifier_2_role: i16,
    pub notifier_3: Option<EmployeeId>,
    pub notifier_3_role: i16,
    pub email_type: i16,
    pub allowance_unit: i16,
    pub directory_username: Option<String>,
    pub employment_ends_on: Option<NaiveDate>,
    pub region: Option<i32>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "profile";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
