//! Contracts in the database; every query names the company.

use chrono::NaiveDateTime;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, ExprTrait, QueryFilter};

use super::{Contract, Form};
use crate::db::{Tx, table};
use crate::entity::contract::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, ContractId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: ContractId,
) -> Result<Contract, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    page: PageRequest,
) -> Result<Page<Contract>, Error> {
    table::list(db, table::of::<Entity>(company), page).await?.try_map(Contract::try_from)
}

pub async fn list_expired(
    db: &impl ConnectionTrait,
    company: CompanyId,
    now: NaiveDateTime,
    page: PageRequest,
) -> Result<Page<Contract>, Error> {
    let over = Column::EndsAt.lt(now).or(Column::Matured.eq(true));
    let query = table::of::<Entity>(company).filter(over);
    table::list(db, query, page).await?.try_map(Contract::try_from)
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Contract) -> Result<Contract, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..row(company, it) }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Contract) -> Result<Contract, Error> {
    table::update::<Entity>(tx, company, it.id, row(company, it)).await?.try_into()
}

pub async fn delete(tx: &Tx, company: CompanyId, id: ContractId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, it: Contract) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        employee_id: Set(it.employee),
        template_id: Set(it.template),
        position: Set(it.position),
        name: Set(it.name),
        form: Set(it.form.map(Form::code)),
        starts_at: Set(it.starts_at),
        ends_at: Set(it.ends_at),
        accessory_url: Set(it.accessory_url),
        is_renewal: Set(it.is_renewal),
        signed: Set(it.signed),
        matured: Set(it.matured),
        signed_on: Set(it.signed_on),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl TryFrom<Model> for Contract {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            employee: row.employee_id,
            template: row.template_id,
            position: row.position,
            name: row.name,
            form: row.form.map(Form::from_code).transpose()?,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            accessory_url: row.accessory_url,
            is_renewal: row.is_renewal,
            signed: row.signed,
            matured: row.matured,
            signed_on: row.signed_on,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
