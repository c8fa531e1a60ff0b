//! Assets in the database; every query names the company.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use super::{Asset, Filter, Holder, Keeper, OfType, Order, Status};
use crate::db::{Tx, contains, direction, page, table};
use crate::entity::asset::{ActiveModel, Column, Entity, Model};
use crate::id::{AssetId, AssetTypeId, CompanyId, DepartmentId, EmployeeId};
use crate::{Error, Page, PageRequest, asset_type, department, employee};

/// An asset with its type and holder as ids, as rules and storage need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: AssetId,
    pub name: String,
    pub tag: String,
    pub kind: Option<AssetTypeId>,
    pub serial: Option<String>,
    pub description: Option<String>,
    pub attachment: Option<String>,
    pub status: Status,
    /// Who has it, and since when.
    pub held: Option<(Keeper, NaiveDate)>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Whose assets somebody sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub employees: Vec<EmployeeId>,
    pub departments: Vec<DepartmentId>,
}

impl Seen {
    /// Whether one of them has the asset.
    pub fn sees(&self, it: &Row) -> bool {
        it.held.is_some_and(|(keeper, _)| match keeper {
            Keeper::Employee(id) => self.employees.contains(&id),
            Keeper::Department(id) => self.departments.contains(&id),
        })
    }
}

impl Keeper {
    /// As storage keeps it: one of two columns.
    pub(super) fn split(self) -> (Option<EmployeeId>, Option<DepartmentId>) {
        match self {
            Self::Employee(id) => (Some(id), None),
            Self::Department(id) => (None, Some(id)),
        }
    }

    pub(super) fn of(
        employee: Option<EmployeeId>,
        department: Option<DepartmentId>,
    ) -> Option<Self> {
        employee.map(Self::Employee).or(department.map(Self::Department))
    }
}

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: AssetId,
) -> Result<Row, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

/// One page of what the filter lets through and `seen`, if given, does too.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
    seen: Option<Seen>,
    request: PageRequest,
) -> Result<Page<Asset>, Error> {
    let query = filtered(company, filter).apply_if(seen, |query, seen| {
        let theirs = Column::HolderId.is_in(seen.employees);
        let led = Column::DepartmentId.is_in(seen.departments);
        query.filter(Condition::any().add(theirs).add(led))
    });
    let rows = page::<_, Model>(db, query, request).await?.try_map(Row::try_from)?;
    Ok(Page { items: named(db, company, rows.items).await?, total: rows.total })
}

fn filtered(company: CompanyId, filter: &Filter) -> Select<Entity> {
    let Filter { kinds, employees, departments, assigned, search, order, descending } = filter;
    let by = match order {
        Order::Id => None,
        Order::Tag => Some(Column::TagKey),
        Order::Created => Some(Column::CreatedAt),
        Order::Updated => Some(Column::UpdatedAt),
    };
    let way = direction(*descending);
    table::of::<Entity>(company)
        .apply_if(kinds.clone(), |query, ids| query.filter(Column::TypeId.is_in(ids)))
        .apply_if(employees.clone(), |query, ids| query.filter(Column::HolderId.is_in(ids)))
        .apply_if(departments.clone(), |query, ids| query.filter(Column::DepartmentId.is_in(ids)))
        .apply_if(*assigned, |query, assigned| match assigned {
            true => query.filter(Column::Status.eq(Status::Assigned.code())),
            false => query.filter(Column::Status.ne(Status::Assigned.code())),
        })
        .apply_if(search.as_deref(), |query, text| query.filter(contains(Column::SearchKey, text)))
        .apply_if(by, |query, by| query.order_by(by, way.clone()))
        .order_by(Column::Id, way)
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..active(company, it) }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::update::<Entity>(tx, company, it.id, active(company, it)).await?.try_into()
}

/// Removes an asset with its history.
pub async fn delete(tx: &Tx, company: CompanyId, id: AssetId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

/// What a department has.
pub async fn held_by(
    tx: &Tx,
    company: CompanyId,
    department: DepartmentId,
) -> Result<Vec<AssetId>, Error> {
    let query = table::of::<Entity>(company).filter(Column::DepartmentId.eq(department));
    Ok(query.select_only().column(Column::Id).into_tuple().all(tx).await?)
}

/// Makes these assets available, whoever has them.
pub async fn free(
    tx: &Tx,
    company: CompanyId,
    assets: Vec<AssetId>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let free = ActiveModel {
        status: Set(Status::Available.code()),
        holder_id: Set(None),
        department_id: Set(None),
        assigned_on: Set(None),
        updated_at: Set(now),
        ..Default::default()
    };
    let theirs = Entity::update_many().filter(Column::CompanyId.eq(company));
    theirs.filter(Column::Id.is_in(assets)).set(free).exec(tx).await?;
    Ok(())
}

/// The assets with the names of their types and holders, in three further statements at most.
pub async fn named(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Row>,
) -> Result<Vec<Asset>, Error> {
    let held = rows.iter().filter_map(|row| row.held).map(|(keeper, _)| keeper.split());
    let (people, departments): (Vec<_>, Vec<_>) = held.unzip();
    let people = employee::names(db, company, people.into_iter().flatten().collect()).await?;
    let departments = departments.into_iter().flatten().collect();
    let departments = department::called(db, company, departments).await?;
    let kinds = rows.iter().filter_map(|row| row.kind).collect();
    let kinds = asset_type::names(db, company, kinds).await?;
    let holder = |(keeper, since)| {
        let name = match keeper {
            Keeper::Employee(id) => people.get(&id),
            Keeper::Department(id) => departments.get(&id),
        };
        Holder { keeper, name: name.cloned().unwrap_or_default(), since }
    };
    let kind = |id| OfType { id, name: kinds.get(&id).cloned().unwrap_or_default() };
    let shown = |row: Row| Asset {
        id: row.id,
        name: row.name,
        tag: row.tag,
        kind: row.kind.map(kind),
        serial: row.serial,
        description: row.description,
        attachment: row.attachment,
        status: row.status,
        holder: row.held.map(holder),
        created_at: row.created_at,
        updated_at: row.updated_at,
    };
    Ok(rows.into_iter().map(shown).collect())
}

fn active(company: CompanyId, it: Row) -> ActiveModel {
    let (employee, department) = it.held.map_or((None, None), |(keeper, _)| keeper.split());
    let words = [Some(it.tag.as_str()), Some(it.name.as_str()), it.description.as_deref()];
    let words: Vec<_> = words.into_iter().flatten().collect();
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        search_key: Set(words.join("\n").to_lowercase()),
        name: Set(it.name),
        tag_key: Set(it.tag.to_lowercase()),
        tag: Set(it.tag),
        type_id: Set(it.kind),
        serial: Set(it.serial),
        description: Set(it.description),
        attachment: Set(it.attachment),
        status: Set(it.status.code()),
        holder_id: Set(employee),
        department_id: Set(department),
        assigned_on: Set(it.held.map(|(_, since)| since)),
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
            tag: row.tag,
            kind: row.type_id,
            serial: row.serial,
            description: row.description,
            attachment: row.attachment,
            status: Status::from_code(row.status)?,
            held: Keeper::of(row.holder_id, row.department_id).zip(row.assigned_on),
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
