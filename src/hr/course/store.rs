//! Courses in the database; every query names the company.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{Course, Filter, Order, Status};
use crate::db::{Tx, contains, direction, page, table};
use crate::entity::course::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, CourseId};
use crate::{Error, Page, PageRequest};

pub(crate) async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: CourseId,
) -> Result<Course, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

/// What several courses are called, in one statement.
pub(crate) async fn known(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: BTreeSet<CourseId>,
) -> Result<BTreeMap<CourseId, String>, Error> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let query = table::of::<Entity>(company).filter(Column::Id.is_in(ids)).select_only();
    let rows: Vec<(CourseId, String)> =
        query.columns([Column::Id, Column::Name]).into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

/// One page in the filter's order, of published courses alone where `published` says so.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
    published: bool,
    request: PageRequest,
) -> Result<Page<Course>, Error> {
    let Filter { status, search, order, descending } = filter;
    let by = match order {
        Order::Id => None,
        Order::Name => Some(Column::Name),
        Order::Created => Some(Column::CreatedAt),
    };
    let way = direction(*descending);
    let public = published.then_some(Status::Published);
    let query = table::of::<Entity>(company)
        .apply_if(*status, |query, status| query.filter(Column::Status.eq(status.code())))
        .apply_if(public, |query, status| query.filter(Column::Status.eq(status.code())))
        .apply_if(search.as_deref(), |query, text| query.filter(contains(Column::SearchKey, text)))
        .apply_if(by, |query, by| query.order_by(by, way.clone()))
        .order_by(Column::Id, way);
    page::<_, Model>(db, query, request).await?.try_map(Course::try_from)
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Course) -> Result<Course, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..row(company, it) }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Course) -> Result<Course, Error> {
    table::update::<Entity>(tx, company, it.id, row(company, it)).await?.try_into()
}

/// Removes a course with its lessons and enrolments.
pub async fn delete(tx: &Tx, company: CompanyId, id: CourseId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, it: Course) -> ActiveModel {
    let words = format!("{}\n{}", it.name, it.short_description.as_deref().unwrap_or_default());
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        search_key: Set(words.to_lowercase()),
        name: Set(it.name),
        short_description: Set(it.short_description),
        status: Set(it.status.code()),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl TryFrom<Model> for Course {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            name: row.name,
            short_description: row.short_description,
            status: Status::from_code(row.status)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
