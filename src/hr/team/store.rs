//! Teams in the database; every query names the company.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Condition, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use super::{By, Filter, Status, Team, members};
use crate::db::{Tx, count, direction, holds, page, table};
use crate::entity::team::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, DepartmentId, EmployeeId, TeamId};
use crate::{Error, Page, PageRequest, department, employee};

/// A team with its people and department as ids, as rules and storage need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: TeamId,
    pub name: String,
    pub description: Option<String>,
    pub lead: Option<EmployeeId>,
    pub department: Option<DepartmentId>,
    pub status: Status,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

pub async fn find(db: &impl ConnectionTrait, company: CompanyId, id: TeamId) -> Result<Row, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

/// Whether this one leads the team or is in it.
fn is_of(company: CompanyId, employee: EmployeeId) -> Condition {
    Condition::any()
        .add(Column::LeadId.eq(employee))
        .add(Column::Id.in_subquery(members::teams_of(company, employee)))
}

/// The query for the ids of the teams that somebody leads or is in, to be part of another.
pub fn of(company: CompanyId, employee: EmployeeId) -> SelectStatement {
    let query = table::of::<Entity>(company).filter(is_of(company, employee));
    query.select_only().column(Column::Id).into_query()
}

/// The query for the ids of those who lead the same teams as somebody leads or is in.
pub fn leads_beside(company: CompanyId, employee: EmployeeId) -> SelectStatement {
    let query = table::of::<Entity>(company).filter(is_of(company, employee));
    let query = query.filter(Column::LeadId.is_not_null());
    query.select_only().column(Column::LeadId).into_query()
}

/// Which teams there are: status, who leads them, whose they are; in one statement.
pub async fn all(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<Vec<(Status, Option<EmployeeId>, Option<DepartmentId>)>, Error> {
    let rows: Vec<(i16, Option<EmployeeId>, Option<DepartmentId>)> = table::of::<Entity>(company)
        .select_only()
        .columns([Column::Status, Column::LeadId, Column::DepartmentId])
        .into_tuple()
        .all(db)
        .await?;
    let team = |(status, lead, department)| Ok((Status::from_code(status)?, lead, department));
    rows.into_iter().map(team).collect()
}

/// How many teams the filter lets through.
pub async fn total(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
) -> Result<u64, Error> {
    count(db, filtered(company, filter)).await
}

fn filtered(company: CompanyId, filter: &Filter) -> Select<Entity> {
    let Filter { search, status, department, of, .. } = filter;
    table::of::<Entity>(company)
        .apply_if(search.as_deref(), |query, text| query.filter(holds(Column::Name, text)))
        .apply_if(*status, |query, status| query.filter(Column::Status.eq(status.code())))
        .apply_if(*department, |query, id| query.filter(Column::DepartmentId.eq(id)))
        .apply_if(*of, |query, employee| query.filter(is_of(company, employee)))
}

/// One page in five statements at most.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<Team>, Error> {
    let order = direction(filter.descending);
    let query = filtered(company, filter);
    let query = match filter.by {
        By::Id => query,
        By::Name => query.order_by(Column::Name, order.clone()),
    };
    let rows = page::<_, Model>(db, query.order_by(Column::Id, order), request).await?;
    let rows = rows.try_map(Row::try_from)?;
    Ok(Page { items: shown(db, company, rows.items).await?, total: rows.total })
}

/// The teams with names and numbers of members, in three further statements for all of them.
pub async fn shown(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Row>,
) -> Result<Vec<Team>, Error> {
    let leads = rows.iter().filter_map(|row| row.lead).collect();
    let leads = employee::names(db, company, leads).await?;
    let departments = rows.iter().filter_map(|row| row.department).collect();
    let departments = department::called(db, company, departments).await?;
    let members = members::counts(db, company, rows.iter().map(|row| row.id).collect()).await?;
    let team = |row: Row| Team {
        id: row.id,
        name: row.name,
        description: row.description,
        lead: row.lead.and_then(|id| Some((id, leads.get(&id)?.clone()))),
        department: row.department.and_then(|id| Some((id, departments.get(&id)?.clone()))),
        status: row.status,
        members: members.get(&row.id).copied().unwrap_or(0),
        created_at: row.created_at,
        updated_at: row.updated_at,
    };
    Ok(rows.into_iter().map(team).collect())
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..active(company, it) }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::update::<Entity>(tx, company, it.id, active(company, it)).await?.try_into()
}

/// Removes a team with its memberships.
pub async fn delete(tx: &Tx, company: CompanyId, id: TeamId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

/// Leaves the teams that somebody leads without a lead.
pub async fn release(tx: &Tx, company: CompanyId, lead: EmployeeId) -> Result<(), Error> {
    Entity::update_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::LeadId.eq(lead))
        .set(ActiveModel { lead_id: Set(None), ..Default::default() })
        .exec(tx)
        .await?;
    Ok(())
}

fn active(company: CompanyId, it: Row) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        name: Set(it.name),
        description: Set(it.description),
        lead_id: Set(it.lead),
        department_id: Set(it.department),
        status: Set(it.status.code()),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl TryFrom<Model> for Row {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            name: row.name,
            description: row.description,
            lead: row.lead_id,
            department: row.department_id,
            status: Status::from_code(row.status)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
