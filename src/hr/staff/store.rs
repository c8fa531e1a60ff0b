//! The staff in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};

use super::{By, Colleague, Filter};
use crate::db::{self, direction, table};
use crate::employee::Status;
use crate::entity::employee::{Column, Entity};
use crate::entity::employee_detail as detail;
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

/// One page of those who have not left, in five statements at most.
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

/// These employees, those who have left included, in four statements.
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

/// What is said of their gender; who says nothing is absent.
async fn genders(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: Vec<EmployeeId>,
) -> Result<BTreeMap<EmployeeId, String>, Error> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(EmployeeId, String)> = detail::Entity::find()
        .filter(detail::Column::CompanyId.eq(company))
        .filter(detail::Column::EmployeeId.is_in(ids))
        .filter(detail::Column::Gender.is_not_null())
        .select_only()
        .columns([detail::Column::EmployeeId, detail::Column::Gender])
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// With the names of their positions and departments and their gender, in three statements for all
/// of them.
async fn placed(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Row>,
) -> Result<Vec<Colleague>, Error> {
    let positions = rows.iter().filter_map(|row| row.position_id).collect();
    let positions = position::called(db, company, positions).await?;
    let ids = rows.iter().map(|row| row.id).collect();
    let mut genders = genders(db, company, rows.iter().map(|row| row.id).collect()).await?;
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
        gender: genders.remove(&row.id),
        works: row.status != Status::Resigned.code(),
    };
    Ok(rows.into_iter().map(shown).collect())
}
