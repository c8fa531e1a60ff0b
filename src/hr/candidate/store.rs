//! Candidates in the database; every query names the company.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use super::{Candidate, Filter, Order, Summary};
use crate::db::{Tx, contains, count, direction, json, page, table};
use crate::entity::candidate::{ActiveModel, Column, Entity, Model};
use crate::id::{CandidateId, CompanyId};
use crate::{Error, Page, PageRequest, application};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: CandidateId,
) -> Result<Candidate, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

/// Refuses an id that is no candidate's, naming the field that spoke of it.
pub(crate) async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: CandidateId,
    field: &'static str,
) -> Result<(), Error> {
    match count(db, table::of::<Entity>(company).filter(Column::Id.eq(id))).await? {
        0 => Err(Error::invalid(field, "does not exist")),
        _ => Ok(()),
    }
}

/// One page in the filter's order, of those only whose ids `among` finds, if given.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
    among: Option<SelectStatement>,
    request: PageRequest,
) -> Result<Page<Summary>, Error> {
    let query = filtered(company, filter)
        .apply_if(among, |query, among| query.filter(Column::Id.in_subquery(among)))
        .select_only()
        .columns([
            Column::Id,
            Column::FirstName,
            Column::LastName,
            Column::Title,
            Column::Email,
            Column::Tags,
            Column::CreatedAt,
            Column::UpdatedAt,
        ]);
    page::<_, Narrow>(db, query, request).await?.try_map(Summary::try_from)
}

fn filtered(company: CompanyId, filter: &Filter) -> Select<Entity> {
    let Filter { jobs, search, tags, order, descending } = filter;
    let by = match order {
        Order::Id => None,
        Order::FirstName => Some(Column::FirstName),
        Order::LastName => Some(Column::LastName),
        Order::Created => Some(Column::CreatedAt),
    };
    let way = direction(*descending);
    let tagged = |query: Select<Entity>, tag: &String| {
        query.filter(contains(Column::TagsKey, &format!("\n{tag}\n")))
    };
    let query = table::of::<Entity>(company)
        .apply_if(jobs.clone(), |query, jobs| {
            query.filter(Column::Id.in_subquery(application::applicants(company, jobs)))
        })
        .apply_if(search.as_deref(), |query, text| query.filter(contains(Column::SearchKey, text)))
        .apply_if(by, |query, by| query.order_by(by, way.clone()))
        .order_by(Column::Id, way);
    tags.iter().fold(query, tagged)
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Candidate) -> Result<Candidate, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..row(company, it)? }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Candidate) -> Result<Candidate, Error> {
    table::update::<Entity>(tx, company, it.id, row(company, it)?).await?.try_into()
}

/// Removes a candidate with what they applied for and their interviews.
pub async fn delete(tx: &Tx, company: CompanyId, id: CandidateId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, it: Candidate) -> Result<ActiveModel, Error> {
    let lines = [&it.first_name, &it.last_name].map(String::as_str).join(" ");
    let lines = [Some(lines.as_str()), it.email.as_deref(), Some(it.title.as_str())];
    let lines: Vec<_> = lines.into_iter().flatten().collect();
    Ok(ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        search_key: Set(lines.join("\n").to_lowercase()),
        first_name: Set(it.first_name),
        last_name: Set(it.last_name),
        title: Set(it.title),
        email: Set(it.email),
        tags: Set(json::to_text(&it.tags)?),
        tags_key: Set(format!("\n{}\n", it.tags.join("\n")).to_lowercase()),
        profile: Set(json::to_text(&it.profile)?),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    })
}

/// The columns that lists show.
#[derive(FromQueryResult)]
struct Narrow {
    id: CandidateId,
    first_name: String,
    last_name: String,
    title: String,
    email: Option<String>,
    tags: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl TryFrom<Narrow> for Summary {
    type Error = Error;

    fn try_from(row: Narrow) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            first_name: row.first_name,
            last_name: row.last_name,
            title: row.title,
            email: row.email,
            tags: json::from_text(&row.tags, "tags of a candidate")?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl TryFrom<Model> for Candidate {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            first_name: row.first_name,
            last_name: row.last_name,
            title: row.title,
            email: row.email,
            tags: json::from_text(&row.tags, "tags of a candidate")?,
            profile: json::from_text(&row.profile, "profile of a candidate")?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
