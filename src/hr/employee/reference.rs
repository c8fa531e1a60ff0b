//! What other nouns ask about employees: whether they exist, and what they are called.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationTrait,
};

use super::{Status, store};
use crate::Error;
use crate::access::Level;
use crate::db::{count, table};
use crate::entity::employee::{Column, Entity, Relation};
use crate::entity::role;
use crate::id::{BranchId, CompanyId, EmployeeId, RoleId};
use crate::role::ADMIN;

/// Refuses an id that is no employee's, naming the field that spoke of it.
pub(crate) async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
    field: &'static str,
) -> Result<(), Error> {
    match count(db, store::of(company).filter(Column::Id.eq(id))).await? {
        0 => Err(Error::invalid(field, "is not an employee of the company")),
        _ => Ok(()),
    }
}

/// [`require`] for a whole list in one statement.
pub(crate) async fn require_all(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: &[EmployeeId],
    field: &'static str,
) -> Result<(), Error> {
    let ids: BTreeSet<_> = ids.iter().copied().collect();
    if ids.is_empty() {
        return Ok(());
    }
    let wanted = ids.len() as u64;
    match count(db, store::of(company).filter(Column::Id.is_in(ids))).await? == wanted {
        true => Ok(()),
        false => Err(Error::invalid(field, "names somebody who is not an employee of the company")),
    }
}

/// [`require`], answering whom the employee reports to, in one statement.
pub(crate) async fn superior_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
    field: &'static str,
) -> Result<Option<EmployeeId>, Error> {
    let found = store::superior_of(db, company, id).await?;
    found.ok_or_else(|| Error::invalid(field, "is not an employee of the company"))
}

/// Whom an employee reports to; nobody where there is no such employee.
pub(crate) async fn reports_to(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
) -> Result<Option<EmployeeId>, Error> {
    Ok(store::superior_of(db, company, id).await?.flatten())
}

/// Whether somebody is an employee who has not left.
pub(crate) async fn works(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
) -> Result<bool, Error> {
    let here = Column::Status.ne(Status::Resigned.code());
    Ok(count(db, store::of(company).filter(Column::Id.eq(id)).filter(here)).await? > 0)
}

/// What the role of an employee amounts to; that of an employee where there is none.
pub(crate) async fn level_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
) -> Result<Level, Error> {
    let query = store::of(company)
        .filter(Column::Id.eq(id))
        .join(JoinType::InnerJoin, Relation::Role.def())
        .select_only();
    let key: Option<String> = query.column(role::Column::RoleKey).into_tuple().one(db).await?;
    Ok(key.map_or(Level::Employee, |key| Level::of(&key)))
}

/// When an employee was hired; unknown where it is not said.
pub(crate) async fn hired_on(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
) -> Result<Option<NaiveDate>, Error> {
    let query = store::of(company).filter(Column::Id.eq(id)).select_only();
    let found: Option<Option<NaiveDate>> =
        query.column(Column::HiredOn).into_tuple().one(db).await?;
    Ok(found.flatten())
}

/// Those of the ids that are employees of the company, in the order of ids.
pub(crate) async fn known(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: Vec<EmployeeId>,
) -> Result<Vec<EmployeeId>, Error> {
    if ids.is_empty() {
        return Ok(ids);
    }
    let query = store::of(company).filter(Column::Id.is_in(ids)).select_only();
    let found = query.column(Column::Id).order_by_asc(Column::Id).into_tuple().all(db).await?;
    Ok(found)
}

/// Everybody who has not left, in the order of ids.
pub(crate) async fn working(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<Vec<EmployeeId>, Error> {
    let query = store::of(company).filter(Column::Status.ne(Status::Resigned.code()));
    let query = query.select_only().column(Column::Id).order_by_asc(Column::Id);
    Ok(query.into_tuple().all(db).await?)
}

/// The query for the ids of everybody who has not left, to be part of another.
pub(crate) fn working_ids(company: CompanyId) -> SelectStatement {
    let query = store::of(company).filter(Column::Status.ne(Status::Resigned.code()));
    query.select_only().column(Column::Id).into_query()
}

/// First and last names in one statement, those of deleted employees included.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: Vec<EmployeeId>,
) -> Result<BTreeMap<EmployeeId, String>, Error> {
    let ids: BTreeSet<_> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(EmployeeId, String, String)> = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::Id.is_in(ids))
        .select_only()
        .columns([Column::Id, Column::FirstName, Column::LastName])
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, first, last)| (id, full_name(&first, &last))).collect())
}

/// First and last names of the whole company, those of deleted employees included.
pub(crate) async fn all_names(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<BTreeMap<EmployeeId, String>, Error> {
    let rows: Vec<(EmployeeId, String, String)> = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .select_only()
        .columns([Column::Id, Column::FirstName, Column::LastName])
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, first, last)| (id, full_name(&first, &last))).collect())
}

/// Both names as one.
pub(crate) fn full_name(first: &str, last: &str) -> String {
    format!("{first} {last}").trim().to_owned()
}

/// Whether anybody holds the role.
pub(crate) async fn holds(
    db: &impl ConnectionTrait,
    company: CompanyId,
    role: RoleId,
) -> Result<bool, Error> {
    Ok(count(db, store::of(company).filter(Column::RoleId.eq(role))).await? > 0)
}

/// Where an employee works; refuses an id that is no employee's, naming the field that spoke of it.
pub(crate) async fn branch_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
    field: &'static str,
) -> Result<Option<BranchId>, Error> {
    let query = store::of(company).filter(Column::Id.eq(id)).select_only();
    let found = query.column(Column::BranchId).into_tuple().one(db).await?;
    found.ok_or_else(|| Error::invalid(field, "is not an employee of the company"))
}

/// Where these work, of everybody where none are named, in one statement.
pub(crate) async fn branches(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: Option<Vec<EmployeeId>>,
) -> Result<BTreeMap<EmployeeId, Option<BranchId>>, Error> {
    let query = store::of(company)
        .apply_if(ids, |query, ids| query.filter(Column::Id.is_in(ids)))
        .select_only();
    let rows: Vec<(EmployeeId, Option<BranchId>)> =
        query.columns([Column::Id, Column::BranchId]).into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

/// Whether anybody is at the branch.
pub(crate) async fn is_at(
    db: &impl ConnectionTrait,
    company: CompanyId,
    branch: BranchId,
) -> Result<bool, Error> {
    Ok(count(db, store::of(company).filter(Column::BranchId.eq(branch))).await? > 0)
}

/// The company's first administrator, who stands for it where nobody signed in.
pub(crate) async fn first_admin(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<Option<EmployeeId>, Error> {
    let role: Option<RoleId> = table::of::<role::Entity>(company)
        .filter(role::Column::RoleKey.eq(ADMIN))
        .select_only()
        .column(role::Column::Id)
        .into_tuple()
        .one(db)
        .await?;
    let Some(role) = role else { return Ok(None) };
    Ok(store::of(company)
        .filter(Column::RoleId.eq(role))
        .select_only()
        .column(Column::Id)
        .order_by_asc(Column::Id)
        .into_tuple()
        .one(db)
        .await?)
}
