//! Table `employee_details`: one row an employee, or none.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::id::{CompanyId, EmployeeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employee_details")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub middle_name: Option<String>,
    pub name_pronunciation: Option<String>,
    pub pronouns: Option<String>,
    pub nationality: Option<i64>,
    pub birthday: Option<NaiveDate>,
    pub gender: Option<String>,
    pub marital_status: Option<i16>,
    pub ethnicity: Option<i64>,
    pub immigration_status: Option<i64>,
    pub home_phone: Option<String>,
    pub private_email: Option<String>,
    pub ssn_num: Option<String>,
    pub nic_num: Option<String>,
    pub other_id: Option<String>,
    pub driving_license: Option<String>,
    pub driving_license_expires_on: Option<NaiveDate>,
    pub tax_id: Option<String>,
    pub health_insurance: Option<String>,
    pub pay_grade: Option<i64>,
    pub work_station: Option<String>,
    pub confirmed_on: Option<NaiveDate>,
    pub time_zone: Option<String>,
    pub notes: Option<String>,
    pub custom4: Option<String>,
    pub custom5: Option<String>,
    pub custom6: Option<String>,
    pub custom7: Option<String>,
    pub custom8: Option<String>,
    pub custom9: Option<String>,
    pub custom10: Option<String>,
    /// What a search looks through, in lower case.
    pub search_key: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
