//! Table `job_listings`.

use chrono::{DateTime, NaiveDateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, JobListingId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job_listings")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: JobListingId,
    pub company_id: CompanyId,
    pub title: String,
    pub employment: i16,
    pub content: Option<String>,
    pub formatting: Option<i16>,
    pub location: Option<String>,
    pub currency: Option<String>,
    pub pay_min: Option<Fixed4>,
    pub pay_max: Option<Fixed4>,
    pub salary_period: Option<i16>,
    pub pay_kind: Option<i16>,
    pub show_pay: Option<bool>,
    pub experience_years: Option<i32>,
    /// False for listings on hold and closed ones.
    pub published: bool,
    pub on_hold: bool,
    pub code: Option<String>,
    pub code_key: Option<String>,
    pub department: Option<String>,
    pub display: Option<i16>,
    pub closes_at: Option<NaiveDateTime>,
    pub hiring_manager_id: Option<EmployeeId>,
    pub posted_by_id: Option<EmployeeId>,
    pub details: String,
    pub search_key: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "job listing";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
