//! Table `job_questions`: what applicants to a job listing are asked.

use sea_orm::entity::prelude::*;

use crate::id::{CompanyId, JobListingId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job_questions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company_id: CompanyId,
    pub listing_id: JobListingId,
    pub public_id: String,
    pub text: String,
    pub kind: i16,
    pub answer_options: Option<String>,
    pub video: bool,
    pub order_index: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
