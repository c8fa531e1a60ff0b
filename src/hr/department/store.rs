//! Departments in the database; every query names the company.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{By, Department, Filter, Kind, Structure, members};
use crate::db::{Tx, count, direction, holds, page, table};
use crate::entity::department::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, DepartmentId, EmployeeId};
use crate::{Error, Page, PageRequest, employee};

/// A department without its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: DepartmentId,
    pub name: String,
    pub leader: EmployeeId,
    pub order_number: Option<i32>,
    pub active: bool,
    pub description: Option<String>,
    pub min_staff: Option<i32>,
    pub structure: Structure,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: DepartmentId,
) -> Result<Row, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

/// Those of the ids that are departments of the company, in the order of ids.
pub async fn known(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: Vec<DepartmentId>,
) -> Result<Vec<DepartmentId>, Error> {
    if ids.is_empty() {
        return Ok(ids);
    }
    let query = table::of::<Entity>(company).filter(Column::Id.is_in(ids)).select_only();
    let found = query.column(Column::Id).order_by_asc(Column::Id).into_tuple().all(db).await?;
    Ok(found)
}

/// What a department is called.
pub(crate) async fn name(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: DepartmentId,
) -> Result<String, Error> {
    Ok(find(db, company, id).await?.name)
}

/// How many people a department needs at work, where it says.
pub(crate) async fn min_staff(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: DepartmentId,
) -> Result<Option<i32>, Error> {
    Ok(find(db, company, id).await?.min_staff)
}

/// What they are all called, in the order of ids.
pub async fn names(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<Vec<(DepartmentId, String)>, Error> {
    let query = table::of::<Entity>(company).select_only().columns([Column::Id, Column::Name]);
    Ok(query.order_by_asc(Column::Id).into_tuple().all(db).await?)
}

/// What several departments are called, in one statement.
pub(crate) async fn called(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: BTreeSet<DepartmentId>,
) -> Result<BTreeMap<DepartmentId, String>, Error> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let query = table::of::<Entity>(company).filter(Column::Id.is_in(ids)).select_only();
    let rows: Vec<(DepartmentId, String)> =
        query.columns([Column::Id, Column::Name]).into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

/// Refuses an id that is no department's, naming the field that spoke of it.
pub(crate) async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: DepartmentId,
    field: &'static str,
) -> Result<(), Error> {
    match count(db, table::of::<Entity>(company).filter(Column::Id.eq(id))).await? {
        0 => Err(Error::invalid(field, "does not exist")),
        _ => Ok(()),
    }
}

/// How many departments the company has.
pub async fn total(db: &impl ConnectionTrait, company: CompanyId) -> Result<u64, Error> {
    count(db, table::of::<Entity>(company)).await
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<Department>, Error> {
    let Filter { kinds, parents, countries, search, by, descending } = filter;
    let order = direction(*descending);
    let query = table::of::<Entity>(company)
        .apply_if(kinds.as_ref(), |query, kinds| {
            query.filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
        })
        .apply_if(parents.as_ref(), |query, parents| {
            query.filter(Column::ParentId.is_in(parents.iter().copied()))
        })
        .apply_if(countries.as_ref(), |query, countries| {
            query.filter(Column::Country.is_in(countries))
        })
        .apply_if(search.as_deref(), |query, text| query.filter(holds(Column::Name, text)));
    let query = match by {
        By::Id => query,
        By::Name => query.order_by(Column::Name, order.clone()),
        By::Kind => query.order_by(Column::Kind, order.clone()),
    };
    let rows = page::<_, Model>(db, query.order_by(Column::Id, order), request).await?;
    let rows = rows.try_map(Row::try_from)?;
    Ok(Page { items: peopled(db, company, rows.items).await?, total: rows.total })
}

/// All in the order of ids.
pub async fn all(db: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<Department>, Error> {
    let rows = table::of::<Entity>(company).order_by_asc(Column::Id).all(db).await?;
    let rows: Result<Vec<Row>, Error> = rows.into_iter().map(Row::try_from).collect();
    peopled(db, company, rows?).await
}

/// The departments with their people, in two further statements for all of them.
pub async fn peopled(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Row>,
) -> Result<Vec<Department>, Error> {
    let mut members = members::of(db, company, rows.iter().map(|row| row.id).collect()).await?;
    let names = employee::names(db, company, rows.iter().map(|row| row.leader).collect()).await?;
    let shown = |row: Row| Department {
        id: row.id,
        name: row.name,
        leader: row.leader,
        leader_name: names.get(&row.leader).cloned().unwrap_or_default(),
        order_number: row.order_number,
        active: row.active,
        description: row.description,
        min_staff: row.min_staff,
        structure: row.structure,
        members: members.remove(&row.id).unwrap_or_default(),
        created_at: row.created_at,
        updated_at: row.updated_at,
    };
    Ok(rows.into_iter().map(shown).collect())
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..active(company, it)? }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::update::<Entity>(tx, company, it.id, active(company, it)?).await?.try_into()
}

pub async fn delete(tx: &Tx, company: CompanyId, id: DepartmentId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn active(company: CompanyId, it: Row) -> Result<ActiveModel, Error> {
    let structure = it.structure;
    let further = (!structure.further_heads.is_empty())
        .then(|| written(&structure.further_heads))
        .transpose()?;
    Ok(ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        name: Set(it.name),
        leader_id: Set(it.leader),
        order_number: Set(it.order_number),
        active: Set(it.active),
        description: Set(it.description),
        min_staff: Set(it.min_staff),
        kind: Set(structure.kind.code()),
        parent_id: Set(structure.parent),
        country: Set(structure.country),
        time_zone: Set(structure.time_zone),
        address: Set(structure.address),
        further_heads: Set(further),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    })
}

/// A list of people as the database keeps it.
fn written(heads: &[EmployeeId]) -> Result<String, Error> {
    let heads: Vec<i64> = heads.iter().map(|head| head.get()).collect();
    serde_json::to_string(&heads).map_err(|error| Error::internal(format!("heads: {error}")))
}

/// What [`written`] wrote.
pub fn heads(written: Option<&str>) -> Result<Vec<EmployeeId>, Error> {
    let Some(written) = written else { return Ok(Vec::new()) };
    let heads: Vec<i64> = serde_json::from_str(written)
        .map_err(|error| Error::internal(format!("heads: {error}")))?;
    Ok(heads.into_iter().map(EmployeeId).collect())
}

impl TryFrom<Model> for Row {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let structure = Structure {
            kind: Kind::from_code(row.kind)?,
            parent: row.parent_id,
            country: row.country,
            time_zone: row.time_zone,
            address: row.address,
            further_heads: heads(row.further_heads.as_deref())?,
        };
        Ok(Self {
            id: row.id,
            name: row.name,
            leader: row.leader_id,
            order_number: row.order_number,
            active: row.active,
            description: row.description,
            min_staff: row.min_staff,
            structure,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
