//! Contract templates in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ConnectionTrait;

use super::ContractTemplate;
use crate::db::{Tx, table};
use crate::entity::contract_template::{ActiveModel, Entity, Model};
use crate::id::{CompanyId, ContractTemplateId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: ContractTemplateId,
) -> Result<ContractTemplate, Error> {
    Ok(table::find::<Entity>(db, company, id).await?.into())
}

/// Refuses a template that the company does not have, naming the field that spoke of it.
pub async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: Option<ContractTemplateId>,
    field: &'static str,
) -> Result<(), Error> {
    let Some(id) = id else { return Ok(()) };
    match table::find::<Entity>(db, company, id).await {
        Err(Error::NotFound(_)) => Err(Error::invalid(field, "names no template of the company")),
        found => found.map(|_| ()),
    }
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    page: PageRequest,
) -> Result<Page<ContractTemplate>, Error> {
    let rows = table::list(db, table::of::<Entity>(company), page).await?;
    Ok(rows.map(ContractTemplate::from))
}

pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    it: ContractTemplate,
) -> Result<ContractTemplate, Error> {
    Ok(table::insert(tx, ActiveModel { id: NotSet, ..row(company, it) }).await?.into())
}

pub async fn update(
    tx: &Tx,
    company: CompanyId,
    it: ContractTemplate,
) -> Result<ContractTemplate, Error> {
    Ok(table::update::<Entity>(tx, company, it.id, row(company, it)).await?.into())
}

pub async fn delete(tx: &Tx, company: CompanyId, id: ContractTemplateId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, it: ContractTemplate) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        name: Set(it.name),
        content: Set(it.content),
        active: Set(it.active),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl From<Model> for ContractTemplate {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            content: row.content,
            active: row.active,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
