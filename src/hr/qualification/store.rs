//! Qualifications in the database; every query names the company.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::NullOrdering;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, Order, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
};

use super::{Filter, Held, Kind, Levels, NewHeld, Qualification, Sort};
use crate::db::{Tx, count, page, table};
use crate::entity::employee_qualification::{ActiveModel, Column, Entity};
use crate::entity::qualification as list_of;
use crate::id::{CompanyId, EmployeeId, EmployeeQualificationId, QualificationId};
use crate::{Error, Page, PageRequest, employee};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: QualificationId,
) -> Result<Option<Qualification>, Error> {
    let query = table::of::<list_of::Entity>(company).filter(list_of::Column::Id.eq(id));
    query.one(db).await?.map(Qualification::try_from).transpose()
}

/// All of a kind in the order of ids.
pub async fn all(
    db: &impl ConnectionTrait,
    company: CompanyId,
    kind: Kind,
) -> Result<Vec<Qualification>, Error> {
    let rows = table::of::<list_of::Entity>(company)
        .filter(list_of::Column::Kind.eq(kind.code()))
        .order_by_asc(list_of::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(Qualification::try_from).collect()
}

pub async fn define(
    tx: &Tx,
    company: CompanyId,
    kind: Kind,
    name: String,
    now: DateTime<Utc>,
) -> Result<Qualification, Error> {
    let row = list_of::ActiveModel {
        id: NotSet,
        company_id: Set(company),
        kind: Set(kind.code()),
        name_key: Set(name.to_lowercase()),
        name: Set(name),
        created_at: Set(now),
        updated_at: Set(now),
    };
    table::insert(tx, row).await?.try_into()
}

/// Whether the employee has the qualification.
pub async fn has(tx: &Tx, company: CompanyId, new: &NewHeld) -> Result<bool, Error> {
    let same = table::of::<Entity>(company)
        .filter(Column::EmployeeId.eq(new.employee))
        .filter(Column::QualificationId.eq(new.qualification));
    Ok(count(tx, same).await? > 0)
}

pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    kind: Kind,
    new: NewHeld,
    now: DateTime<Utc>,
) -> Result<EmployeeQualificationId, Error> {
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        employee_id: Set(new.employee),
        qualification_id: Set(new.qualification),
        kind: Set(kind.code()),
        details: Set(new.details),
        institute: Set(new.institute),
        starts_on: Set(new.starts_on),
        ends_on: Set(new.ends_on),
        reading: Set(new.levels.reading),
        speaking: Set(new.levels.speaking),
        writing: Set(new.levels.writing),
        understanding: Set(new.levels.understanding),
        created_at: Set(now),
        updated_at: Set(now),
    };
    Ok(table::insert(tx, row).await?.id)
}

/// A qualification with its name.
#[derive(FromQueryResult)]
struct Row {
    id: EmployeeQualificationId,
    qualification_id: QualificationId,
    name: String,
    details: Option<String>,
    institute: Option<String>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    reading: Option<String>,
    speaking: Option<String>,
    writing: Option<String>,
    understanding: Option<String>,
}

/// What somebody has of a kind, with the employee's name in one further statement.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    kind: Kind,
    filter: Filter,
    request: PageRequest,
) -> Result<Page<Held>, Error> {
    let Filter { ids, qualifications, sort, descending } = filter;
    let to_list = Entity::belongs_to(list_of::Entity).from(Column::QualificationId);
    let query = table::of::<Entity>(company)
        .join(JoinType::InnerJoin, to_list.to(list_of::Column::Id).into())
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::Kind.eq(kind.code()))
        .apply_if(ids, |query, ids| query.filter(Column::Id.is_in(ids)))
        .apply_if(qualifications, |query, ids| query.filter(Column::QualificationId.is_in(ids)))
        .select_only()
        .columns([
            Column::Id,
            Column::QualificationId,
            Column::Details,
            Column::Institute,
            Column::StartsOn,
            Column::EndsOn,
            Column::Reading,
            Column::Speaking,
            Column::Writing,
            Column::Understanding,
        ])
        .column(list_of::Column::Name);
    let rows: Page<Row> = page(db, sorted(query, sort, descending), request).await?;
    let names = employee::names(db, company, vec![employee]).await?;
    let employee_name = names.get(&employee).cloned().unwrap_or_default();
    Ok(rows.map(|row| row.held(employee, employee_name.clone())))
}

fn sorted(query: Select<Entity>, sort: Sort, descending: bool) -> Select<Entity> {
    // Whoever has no value comes first, and last where it is turned round, on both databases.
    let (order, nulls) = match descending {
        false => (Order::Asc, NullOrdering::First),
        true => (Order::Desc, NullOrdering::Last),
    };
    let query = match sort {
        Sort::Id => query,
        Sort::Qualification => query.order_by(Column::QualificationId, order.clone()),
        Sort::StartsOn => query.order_by_with_nulls(Column::StartsOn, order.clone(), nulls),
        Sort::EndsOn => query.order_by_with_nulls(Column::EndsOn, order.clone(), nulls),
    };
    query.order_by(Column::Id, order)
}

/// Removes what a deleted employee could.
pub(crate) async fn clear(tx: &Tx, company: CompanyId, employee: EmployeeId) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::EmployeeId.eq(employee))
        .exec(tx)
        .await?;
    Ok(())
}

impl Row {
    fn held(self, employee: EmployeeId, employee_name: String) -> Held {
        Held {
            id: self.id,
            employee,
            employee_name,
            qualification: self.qualification_id,
            name: self.name,
            details: self.details,
            institute: self.institute,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            levels: Levels {
                reading: self.reading,
                speaking: self.speaking,
                writing: self.writing,
                understanding: self.understanding,
            },
        }
    }
}

impl TryFrom<list_of::Model> for Qualification {
    type Error = Error;

    fn try_from(row: list_of::Model) -> Result<Self, Error> {
        Ok(Self { id: row.id, kind: Kind::from_code(row.kind)?, name: row.name })
    }
}
