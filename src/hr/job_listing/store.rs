//! Job listings in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use super::{
    Employment, Formatting, JobListing, PayKind, Question, SalaryPeriod, Summary, questions,
};
use crate::db::{Tx, page, table};
use crate::entity::job_listing::{ActiveModel, Column, Entity, Model};
use crate::fixed::Fixed4;
use crate::id::{CompanyId, JobListingId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: JobListingId,
) -> Result<JobListing, Error> {
    let row = table::find::<Entity>(db, company, id).await?;
    listing(row, questions::of(db, company, id).await?)
}

/// One page, published or not or both, in the order of ids; reads only what lists show.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    published: Option<bool>,
    request: PageRequest,
) -> Result<Page<Summary>, Error> {
    let mut query = table::of::<Entity>(company).order_by_asc(Column::Id);
    if let Some(published) = published {
        query = query.filter(Column::Published.eq(published));
    }
    let query = query.select_only().columns([
        Column::Id,
        Column::Title,
        Column::Employment,
        Column::Location,
        Column::Currency,
        Column::PayMin,
        Column::PayMax,
        Column::SalaryPeriod,
        Column::PayKind,
        Column::ShowPay,
        Column::Published,
    ]);
    page::<_, Narrow>(db, query, request).await?.try_map(Summary::try_from)
}

/// Adds a listing with its questions.
pub async fn insert(tx: &Tx, company: CompanyId, it: JobListing) -> Result<JobListing, Error> {
    let row = ActiveModel { id: NotSet, ..active(company, &it)? };
    let row: Model = table::insert(tx, row).await?;
    questions::insert(tx, company, &JobListing { id: row.id, ..it }).await?;
    let asked = questions::of(tx, company, row.id).await?;
    listing(row, asked)
}

/// Writes a listing and the questions that it already has.
pub async fn update(tx: &Tx, company: CompanyId, it: JobListing) -> Result<JobListing, Error> {
    let row = table::update::<Entity>(tx, company, it.id, active(company, &it)?).await?;
    questions::update(tx, company, &it).await?;
    listing(row, questions::of(tx, company, it.id).await?)
}

/// Removes a listing with its questions.
pub async fn delete(tx: &Tx, company: CompanyId, id: JobListingId) -> Result<(), Error> {
    questions::clear(tx, company, id).await?;
    table::delete::<Entity>(tx, company, id).await
}

/// The columns that lists show.
#[derive(FromQueryResult)]
struct Narrow {
    id: JobListingId,
    title: String,
    employment: i16,
    location: Option<String>,
    currency: Option<String>,
    pay_min: Option<Fixed4>,
    pay_max: Option<Fixed4>,
    salary_period: Option<i16>,
    pay_kind: Option<i16>,
    show_pay: Option<bool>,
    published: bool,
}

impl TryFrom<Narrow> for Summary {
    type Error = Error;

    fn try_from(row: Narrow) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            title: row.title,
            employment: Employment::from_code(row.employment)?,
            location: row.location,
            currency: row.currency,
            pay_min: row.pay_min.map(Fixed4::decimal),
            pay_max: row.pay_max.map(Fixed4::decimal),
            salary_period: row.salary_period.map(SalaryPeriod::from_code).transpose()?,
            pay_kind: row.pay_kind.map(PayKind::from_code).transpose()?,
            show_pay: row.show_pay,
            published: row.published,
        })
    }
}

fn active(company: CompanyId, it: &JobListing) -> Result<ActiveModel, Error> {
    Ok(ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        title: Set(it.title.clone()),
        employment: Set(it.employment.code()),
        content: Set(it.content.clone()),
        formatting: Set(it.formatting.map(Formatting::code)),
        location: Set(it.location.clone()),
        currency: Set(it.currency.clone()),
        pay_min: Set(Fixed4::opt("pay_min", it.pay_min)?),
        pay_max: Set(Fixed4::opt("pay_max", it.pay_max)?),
        salary_period: Set(it.salary_period.map(SalaryPeriod::code)),
        pay_kind: Set(it.pay_kind.map(PayKind::code)),
        show_pay: Set(it.show_pay),
        experience_years: Set(it.experience_years),
        published: Set(it.published),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    })
}

fn listing(row: Model, questions: Vec<Question>) -> Result<JobListing, Error> {
    Ok(JobListing {
        id: row.id,
        title: row.title,
        employment: Employment::from_code(row.employment)?,
        content: row.content,
        formatting: row.formatting.map(Formatting::from_code).transpose()?,
        location: row.location,
        currency: row.currency,
        pay_min: row.pay_min.map(Fixed4::decimal),
        pay_max: row.pay_max.map(Fixed4::decimal),
        salary_period: row.salary_period.map(SalaryPeriod::from_code).transpose()?,
        pay_kind: row.pay_kind.map(PayKind::from_code).transpose()?,
        show_pay: row.show_pay,
        experience_years: row.experience_years,
        published: row.published,
        questions,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}
