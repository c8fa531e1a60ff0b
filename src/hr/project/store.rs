//! Projects in the database; every query names the company.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

use super::{By, Filter, Project, Sort, Status};
use crate::db::{Tx, contains, count, direction, page, table};
use crate::entity::project::{ActiveModel, Column, Entity, Model};
use crate::entity::project_assignment as assignment;
use crate::id::{CompanyId, EmployeeId, ProjectId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: ProjectId,
) -> Result<Project, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

/// One page, of the active projects of one employee only where `of` names one.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    of: Option<EmployeeId>,
    filter: &Filter,
    sort: Sort,
    request: PageRequest,
) -> Result<Page<Project>, Error> {
    let column = match sort.by {
        By::Id => Column::Id,
        By::Name => Column::Name,
        By::Status => Column::Status,
    };
    let way = direction(sort.descending);
    let query = filtered(company, filter).apply_if(of, |query, id| {
        query.filter(Column::Status.eq(Status::Active.code())).filter(theirs(company, id))
    });
    let query = query.order_by(column, way.clone()).order_by(Column::Id, way);
    page::<_, Model>(db, query, request).await?.try_map(Project::try_from)
}

/// Whether an employee is on the project.
pub async fn is_on(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: ProjectId,
    employee: EmployeeId,
) -> Result<bool, Error> {
    let query = table::of::<Entity>(company).filter(Column::Id.eq(id));
    Ok(count(db, query.filter(theirs(company, employee))).await? > 0)
}

fn theirs(company: CompanyId, employee: EmployeeId) -> SimpleExpr {
    let on = table::of::<assignment::Entity>(company)
        .filter(assignment::Column::EmployeeId.eq(employee))
        .select_only()
        .column(assignment::Column::ProjectId);
    Column::Id.in_subquery(on.into_query())
}

fn filtered(company: CompanyId, filter: &Filter) -> Select<Entity> {
    let Filter { ids, status, clients, search } = filter;
    let any = |asked: bool| asked.then_some(());
    table::of::<Entity>(company)
        .apply_if(any(!ids.is_empty()), |query, ()| {
            query.filter(Column::Id.is_in(ids.iter().copied()))
        })
        .apply_if(any(!status.is_empty()), |query, ()| {
            query.filter(Column::Status.is_in(status.iter().map(|status| status.code())))
        })
        .apply_if(any(!clients.is_empty()), |query, ()| {
            query.filter(Column::Client.is_in(clients.iter().map(String::as_str)))
        })
        .apply_if(search.as_deref(), |query, text| query.filter(contains(Column::SearchKey, text)))
}

/// What these projects are called, in one statement.
pub async fn names(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: BTreeSet<ProjectId>,
) -> Result<BTreeMap<ProjectId, String>, Error> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let query = table::of::<Entity>(company).filter(Column::Id.is_in(ids)).select_only();
    let rows: Vec<(ProjectId, String)> =
        query.columns([Column::Id, Column::Name]).into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Project) -> Result<Project, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..row(company, it) }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Project) -> Result<Project, Error> {
    table::update::<Entity>(tx, company, it.id, row(company, it)).await?.try_into()
}

pub async fn delete(tx: &Tx, company: CompanyId, id: ProjectId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, it: Project) -> ActiveModel {
    let client = it.client.as_deref().unwrap_or_default();
    let details = it.details.as_deref().unwrap_or_default();
    let search = format!("{}\n{client}\n{details}", it.name).to_lowercase();
    ActiveModel {
        search_key: Set(search),
        id: Set(it.id),
        company_id: Set(company),
        name: Set(it.name),
        client: Set(it.client),
        details: Set(it.details),
        status: Set(it.status.code()),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl TryFrom<Model> for Project {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            name: row.name,
            client: row.client,
            details: row.details,
            status: Status::from_code(row.status)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
