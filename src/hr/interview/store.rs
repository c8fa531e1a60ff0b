//! Interviews in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryTrait};

use super::Interview;
use crate::db::{Tx, table};
use crate::entity::interview::{ActiveModel, Column, Entity, Model};
use crate::id::{CandidateId, CompanyId, EmployeeId, InterviewId};
use crate::{Error, Page, PageRequest, job_listing};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: InterviewId,
) -> Result<Interview, Error> {
    Ok(table::find::<Entity>(db, company, id).await?.into())
}

/// One page of the interviews with a candidate, in the order of ids; of those only that are about
/// the jobs of `hiring_manager`, if given.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    candidate: CandidateId,
    hiring_manager: Option<EmployeeId>,
    page: PageRequest,
) -> Result<Page<Interview>, Error> {
    let query = table::of::<Entity>(company)
        .filter(Column::CandidateId.eq(candidate))
        .apply_if(hiring_manager, |query, id| {
            query.filter(Column::JobId.in_subquery(job_listing::led_by(company, id)))
        });
    Ok(table::list(db, query, page).await?.map(Interview::from))
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Interview) -> Result<Interview, Error> {
    Ok(table::insert(tx, ActiveModel { id: NotSet, ..row(company, it) }).await?.into())
}

pub async fn update(tx: &Tx, company: CompanyId, it: Interview) -> Result<Interview, Error> {
    Ok(table::update::<Entity>(tx, company, it.id, row(company, it)).await?.into())
}

fn row(company: CompanyId, it: Interview) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        job_id: Set(it.job),
        candidate_id: Set(it.candidate),
        level: Set(it.level),
        scheduled_at: Set(it.scheduled_at),
        location: Set(it.location),
        status: Set(it.status),
        notes: Set(it.notes),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl From<Model> for Interview {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            job: row.job_id,
            candidate: row.candidate_id,
            level: row.level,
            scheduled_at: row.scheduled_at,
            location: row.location,
            status: row.status,
            notes: row.notes,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
