//! Table `interviews`.

use chrono::{DateTime, NaiveDateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CandidateId, CompanyId, InterviewId, JobListingId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "interviews")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: InterviewId,
    pub company_id: CompanyId,
    pub job_id: JobListingId,
    pub candidate_id: CandidateId,
    pub level: Option<String>,
    pub scheduled_at: NaiveDateTime,
    pub location: Option<String>,
    pub status: Option<String>,
    pub notes: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "interview";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
