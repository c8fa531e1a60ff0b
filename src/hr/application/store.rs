//! Applications in the database; every query names the company.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect, QueryTrait};

use super::{Application, NewApplication};
use crate::db::{Tx, count, table};
use crate::entity::application::{ActiveModel, Column, Entity, Model};
use crate::id::{CandidateId, CompanyId, EmployeeId, JobListingId};
use crate::{Error, Page, PageRequest, job_listing};

/// One page of the applications for a job, in the order of ids.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    job: JobListingId,
    page: PageRequest,
) -> Result<Page<Application>, Error> {
    let query = table::of::<Entity>(company).filter(Column::JobId.eq(job));
    Ok(table::list(db, query, page).await?.map(Application::from))
}

/// The query for who applied for one of these, to be part of another.
pub(crate) fn applicants(company: CompanyId, jobs: Vec<JobListingId>) -> SelectStatement {
    let query = table::of::<Entity>(company).filter(Column::JobId.is_in(jobs));
    query.select_only().column(Column::CandidateId).into_query()
}

/// The query for who applied for a job of this hiring manager, to be part of another.
pub(crate) fn applicants_of(company: CompanyId, hiring_manager: EmployeeId) -> SelectStatement {
    let jobs = job_listing::led_by(company, hiring_manager);
    let query = table::of::<Entity>(company).filter(Column::JobId.in_subquery(jobs));
    query.select_only().column(Column::CandidateId).into_query()
}

/// Whether a candidate applied for a job of this hiring manager.
pub(crate) async fn met(
    db: &impl ConnectionTrait,
    company: CompanyId,
    hiring_manager: EmployeeId,
    candidate: CandidateId,
) -> Result<bool, Error> {
    let jobs = job_listing::led_by(company, hiring_manager);
    let query = table::of::<Entity>(company)
        .filter(Column::CandidateId.eq(candidate))
        .filter(Column::JobId.in_subquery(jobs));
    Ok(count(db, query).await? > 0)
}

pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    new: NewApplication,
    now: DateTime<Utc>,
) -> Result<Application, Error> {
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        job_id: Set(new.job),
        candidate_id: Set(new.candidate),
        referred_by: Set(new.referred_by),
        notes: Set(new.notes),
        created_at: Set(now),
        updated_at: Set(now),
    };
    Ok(table::insert(tx, row).await?.into())
}

impl From<Model> for Application {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            job: row.job_id,
            candidate: row.candidate_id,
            referred_by: row.referred_by,
            notes: row.notes,
            created_at: row.created_at,
        }
    }
}
