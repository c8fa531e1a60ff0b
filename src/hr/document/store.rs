//! Documents in the database; every query names the company.

use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, Order as SqlOrder, QueryFilter, QueryOrder, QueryTrait,
};

use super::{Audience, Document, Filter, Order, Share, Status, Summary, shares};
use crate::db::{Tx, page, table};
use crate::entity::document::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, DocumentId};
use crate::link::Link;
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: DocumentId,
) -> Result<Document, Error> {
    let row = table::find::<Entity>(db, company, id).await?;
    document(row, shares::of(db, company, id).await?)
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    request: PageRequest,
) -> Result<Page<Summary>, Error> {
    let rows = table::list(db, table::of::<Entity>(company), request).await?;
    rows.try_map(Summary::try_from)
}

/// The documents that the filter lets through on the day `today`, in its order.
pub async fn list_by(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
    today: NaiveDate,
    request: PageRequest,
) -> Result<Page<Summary>, Error> {
    let Filter { employees, names, status, visible_to, order, descending } = filter;
    let column = match order {
        Order::Id => Column::Id,
        Order::Employee => Column::EmployeeId,
        Order::Name => Column::Name,
        Order::Added => Column::AddedOn,
        Order::ValidUntil => Column::ValidUntil,
    };
    let down = if *descending { SqlOrder::Desc } else { SqlOrder::Asc };
    let query = table::of::<Entity>(company)
        .apply_if(employees.as_ref(), |query, ids| {
            query.filter(Column::EmployeeId.is_in(ids.iter().copied()))
        })
        .apply_if(names.as_ref(), |query, names| query.filter(Column::Name.is_in(names)))
        .apply_if(status.as_ref(), |query, status| query.filter(with_status(status, today)))
        .apply_if(visible_to.as_ref(), |query, who| {
            query.filter(Column::VisibleTo.is_in(who.iter().map(|who| who.code())))
        })
        .order_by(column, down.clone())
        .order_by(Column::Id, down);
    page::<_, Model>(db, query, request).await?.try_map(Summary::try_from)
}

fn with_status(status: &[Status], today: NaiveDate) -> Condition {
    let of = |status| {
        let enabled = Condition::all().add(Column::Enabled.eq(true));
        let holds =
            Condition::any().add(Column::ValidUntil.is_null()).add(Column::ValidUntil.gte(today));
        match status {
            Status::Active => enabled.add(holds),
            Status::Expired => enabled.add(Column::ValidUntil.lt(today)),
            Status::Archived => Condition::all().add(Column::Enabled.eq(false)),
        }
    };
    // An empty list lets nothing through.
    let none = Condition::any().add(Column::Id.is_null());
    status.iter().fold(none, |any, status| any.add(of(*status)))
}

/// Adds a document with its shares.
pub async fn insert(tx: &Tx, company: CompanyId, it: Document) -> Result<Document, Error> {
    let row: Model = table::insert(tx, ActiveModel { id: NotSet, ..active(company, &it) }).await?;
    let it = Document { id: row.id, ..it };
    shares::insert(tx, company, &it).await?;
    document(row, it.shares)
}

/// Writes a document; its shares only where they differ from those of `old`.
pub async fn update(
    tx: &Tx,
    company: CompanyId,
    old: &Document,
    it: Document,
) -> Result<Document, Error> {
    if old.shares != it.shares {
        shares::replace(tx, company, &it).await?;
    }
    let row = table::update::<Entity>(tx, company, it.id, active(company, &it)).await?;
    document(row, it.shares)
}

/// Removes a document with its shares.
pub async fn delete(tx: &Tx, company: CompanyId, id: DocumentId) -> Result<(), Error> {
    shares::clear(tx, company, id).await?;
    table::delete::<Entity>(tx, company, id).await
}

fn active(company: CompanyId, it: &Document) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        employee_id: Set(it.employee),
        name: Set(it.name.clone()),
        file: Set(it.file.as_ref().map(Link::to_text)),
        description: Set(it.description.clone()),
        enabled: Set(it.enabled),
        external_id: Set(it.external_id.clone()),
        added_on: Set(Some(it.added_on)),
        valid_until: Set(it.valid_until),
        visible_to: Set(it.visible_to.code()),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

fn document(row: Model, shares: Vec<Share>) -> Result<Document, Error> {
    Ok(Document {
        id: row.id,
        employee: row.employee_id,
        name: row.name,
        file: row.file.map(Link::from_text),
        description: row.description,
        enabled: row.enabled,
        external_id: row.external_id,
        added_on: row.added_on.unwrap_or_else(|| row.created_at.date_naive()),
        valid_until: row.valid_until,
        visible_to: Audience::from_code(row.visible_to)?,
        shares,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

impl TryFrom<Model> for Summary {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            employee: row.employee_id,
            name: row.name,
            file: row.file.map(Link::from_text),
            description: row.description,
            enabled: row.enabled,
            external_id: row.external_id,
            added_on: row.added_on.unwrap_or_else(|| row.created_at.date_naive()),
            valid_until: row.valid_until,
            visible_to: Audience::from_code(row.visible_to)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
