//! Documents in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ConnectionTrait;

use super::{Document, Share, Summary, shares};
use crate::db::{Tx, table};
use crate::entity::document::{ActiveModel, Entity, Model};
use crate::id::{CompanyId, DocumentId};
use crate::link::Link;
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: DocumentId,
) -> Result<Document, Error> {
    let row = table::find::<Entity>(db, company, id).await?;
    Ok(document(row, shares::of(db, company, id).await?))
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    page: PageRequest,
) -> Result<Page<Summary>, Error> {
    let rows = table::list(db, table::of::<Entity>(company), page).await?;
    Ok(rows.map(Summary::from))
}

/// Adds a document with its shares.
pub async fn insert(tx: &Tx, company: CompanyId, it: Document) -> Result<Document, Error> {
    let row: Model = table::insert(tx, ActiveModel { id: NotSet, ..active(company, &it) }).await?;
    let it = Document { id: row.id, ..it };
    shares::insert(tx, company, &it).await?;
    Ok(document(row, it.shares))
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
    Ok(document(row, it.shares))
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
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

fn document(row: Model, shares: Vec<Share>) -> Document {
    Document {
        id: row.id,
        employee: row.employee_id,
        name: row.name,
        file: row.file.map(Link::from_text),
        description: row.description,
        enabled: row.enabled,
        external_id: row.external_id,
        shares,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}

impl From<Model> for Summary {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            employee: row.employee_id,
            name: row.name,
            file: row.file.map(Link::from_text),
            description: row.description,
            enabled: row.enabled,
            external_id: row.external_id,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
