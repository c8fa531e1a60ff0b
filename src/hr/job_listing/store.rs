//! Job listings in the database; every query names the company.

use chrono::{DateTime, NaiveDateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use super::{
    Display, Employment, Filter, Formatting, JobListing, Order, PayKind, Question, SalaryPeriod,
    Status, Summary, questions,
};
use crate::db::{Tx, contains, count, direction, json, page, table};
use crate::entity::job_listing::{ActiveModel, Column, Entity, Model};
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, JobListingId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: JobListingId,
) -> Result<JobListing, Error> {
    let row = table::find::<Entity>(db, company, id).await?;
    listing(row, questions::of(db, company, id).await?)
}

/// One page in the filter's order; reads only what lists show.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<Summary>, Error> {
    let query = filtered(company, filter).select_only().columns([
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
        Column::OnHold,
        Column::Code,
        Column::Department,
        Column::Display,
        Column::ClosesAt,
        Column::HiringManagerId,
        Column::PostedById,
        Column::CreatedAt,
        Column::UpdatedAt,
    ]);
    page::<_, Narrow>(db, query, request).await?.try_map(Summary::try_from)
}

fn filtered(company: CompanyId, filter: &Filter) -> Select<Entity> {
    let by = match filter.order {
        Order::Id => None,
        Order::Title => Some(Column::Title),
        Order::Code => Some(Column::CodeKey),
        Order::Closing => Some(Column::ClosesAt),
        Order::Created => Some(Column::CreatedAt),
    };
    let way = direction(filter.descending);
    let status = filter.status.as_ref();
    table::of::<Entity>(company)
        .apply_if(filter.published, |query, it| query.filter(Column::Published.eq(it)))
        .apply_if(status, |query, all| query.filter(all.iter().copied().fold(none(), or_in)))
        .apply_if(filter.departments.clone(), |query, all| {
            query.filter(Column::Department.is_in(all))
        })
        .apply_if(filter.hiring_managers.clone(), |query, all| {
            query.filter(Column::HiringManagerId.is_in(all))
        })
        .apply_if(filter.search.as_deref(), |query, text| {
            query.filter(contains(Column::SearchKey, text))
        })
        .apply_if(by, |query, by| query.order_by(by, way.clone()))
        .order_by(Column::Id, way)
}

/// A condition that nothing meets until one is added.
fn none() -> Condition {
    Condition::any().add(Column::Id.is_null())
}

fn or_in(any: Condition, status: Status) -> Condition {
    let (published, on_hold) = halves(status);
    let both = Condition::all().add(Column::Published.eq(published));
    // Whatever an active listing says of being on hold is of before.
    any.add(if published { both } else { both.add(Column::OnHold.eq(on_hold)) })
}

/// A status as storage keeps it: published, and on hold.
fn halves(status: Status) -> (bool, bool) {
    match status {
        Status::Active => (true, false),
        Status::OnHold => (false, true),
        Status::Closed => (false, false),
    }
}

fn whole(published: bool, on_hold: bool) -> Status {
    match (published, on_hold) {
        (true, _) => Status::Active,
        (false, true) => Status::OnHold,
        (false, false) => Status::Closed,
    }
}

/// The ids of the listings for which somebody looks for people, to be part of another query.
pub(crate) fn led_by(company: CompanyId, hiring_manager: EmployeeId) -> SelectStatement {
    let query = table::of::<Entity>(company).filter(Column::HiringManagerId.eq(hiring_manager));
    query.select_only().column(Column::Id).into_query()
}

/// Refuses an id that is no listing's, naming the field that spoke of it.
pub(crate) async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: JobListingId,
    field: &'static str,
) -> Result<(), Error> {
    match count(db, table::of::<Entity>(company).filter(Column::Id.eq(id))).await? {
        0 => Err(Error::invalid(field, "does not exist")),
        _ => Ok(()),
    }
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
    on_hold: bool,
    code: Option<String>,
    department: Option<String>,
    display: Option<i16>,
    closes_at: Option<NaiveDateTime>,
    hiring_manager_id: Option<EmployeeId>,
    posted_by_id: Option<EmployeeId>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
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
            status: whole(row.published, row.on_hold),
            code: row.code,
            department: row.department,
            display: row.display.map(Display::from_code).transpose()?,
            closes_at: row.closes_at,
            hiring_manager: row.hiring_manager_id,
            posted_by: row.posted_by_id,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn active(company: CompanyId, it: &JobListing) -> Result<ActiveModel, Error> {
    let (published, on_hold) = halves(it.status);
    let words = format!("{}\n{}", it.title, it.code.as_deref().unwrap_or_default());
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
        published: Set(published),
        on_hold: Set(on_hold),
        code_key: Set(it.code.as_ref().map(|code| code.to_lowercase())),
        search_key: Set(words.to_lowercase()),
        code: Set(it.code.clone()),
        department: Set(it.department.clone()),
        display: Set(it.display.map(Display::code)),
        closes_at: Set(it.closes_at),
        hiring_manager_id: Set(it.hiring_manager),
        posted_by_id: Set(it.posted_by),
        details: Set(json::to_text(&it.details)?),
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
        status: whole(row.published, row.on_hold),
        code: row.code,
        department: row.department,
        display: row.display.map(Display::from_code).transpose()?,
        closes_at: row.closes_at,
        hiring_manager: row.hiring_manager_id,
        posted_by: row.posted_by_id,
        details: json::from_text(&row.details, "details of a job listing")?,
        questions,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}
