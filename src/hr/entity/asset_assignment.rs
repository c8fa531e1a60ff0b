//! Table `asset_assignments`: who had an asset, from which day until which.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

use crate::id::{AssetId, CompanyId, DepartmentId, EmployeeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "asset_assignments")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company_id: CompanyId,
    pub asset_id: AssetId,
    pub employee_id: Option<EmployeeId>,
    pub department_id: Option<DepartmentId>,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
