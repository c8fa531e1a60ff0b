//! The staff in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use super::{By, Colleague, Filter};
use crate::db::{self, direction, table};
use crate::employee::Status;
use crate::entity::employee::{Column, Entity};
use crate::id::{CompanyId, EmployeeId, PositionId};
use crate::{Error, Page, PageRequest, department, employee, position};

#[derive(FromQueryResult)]
struct Row {
    id: EmployeeId,
    first_name: String,
    last_name: String,
    number: Option<String>,
    email: String,
    work_phone: Option<String>,
    position_id: Option<PositionId>,
    hired_on: Option<NaiveDate>,
    status: i16,
}

fn columns(query: Select<Entity>) -> Select<Entity> {
    query.select_only().columns([
        Column::Id,
        Column::FirstName,
        Column::LastName,
        Column::Number,
        Column::Email,
        Column::WorkPhone,
        Column::PositionId,
        Column::HiredOn,
        Column::Status,
    ])
}

/// One page of those who have not left, in four statements at most.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<Colleague>, Error> {
    let Filter { ids, department, by, descending } = filter;
    let here = Column::Id.in_subquery(employee::working_ids(company));
    let query = table::of::<Entity>(company)
        .filter(here)
        .apply_if(ids.as_ref(), |query, ids| query.filter(Column::Id.is_in(ids.iter().copied())))
        .apply_if(*department, |query, department| {
            query.filter(Column::Id.in_subquery(department::members_of(company, department)))
        });
    let order = direction(*descending);
    let query = match by {
        By::FirstName => query.order_by(Column::FirstName, order.clone()),
        By::LastName => query.order_by(Column::LastName, order.clone()),
        By::HiredOn => query.order_by(Column::HiredOn, order.clone()),
        By::Id => query,
    };
    let query = columns(query.order_by(Column::Id, order));
    let rows = db::page::<_, Row>(db, query, request).await?;
    Ok(Page { items: placed(db, company, rows.items).await?, total: rows.total })
}

/// These employees, those who have left included, in three statements.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: Vec<EmployeeId>,
) -> Result<BTreeMap<EmployeeId, Colleague>, Error> {
    let query = columns(table::of::<Entity>(company).filter(Column::Id.is_in(ids)));
    let rows = query.into_model::<Row>().all(db).await?;
    let found = placed(db, company, rows).await?;
    Ok(found.into_iter().map(|it| (it.id, it)).collect())
}

/// With the names of their positions and departments, in two statements for all of them.
async fn placed(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Row>,
) -> Result<Vec<Colleague>, Error> {
    let positions = rows.iter().filter_map(|row| row.position_id).collect();
    let positions = position::called(db, company, positions).await?;
    let ids = rows.iter().map(|row| row.id).collect();
    let mut departments = department::of_employees_in(db, company, ids).await?;
    let shown = |row: Row| Colleague {
        position: row.position_id.and_then(|id| Some((id, positions.get(&id)?.clone()))),
        department: departments.remove(&row.id),
        id: row.id,
        first_name: row.first_name,
        last_name: row.last_name,
        number: row.number,
        email: row.email,
        work_phone: row.work_phone,
        hired_on: row.hired_on,
        works: row.status != Status::Resigned.code(),
    };
    Ok(rows.into_iter().map(shown).collect())
}
