//! What every table of a company's records can do, written once and always asking for the company.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, Select, Value,
};

use super::{Tx, page};
use crate::id::CompanyId;
use crate::{Error, Page, PageRequest};

/// A table whose rows belong to a company; its entity says which columns those are.
pub(crate) trait Table: EntityTrait {
    /// What a caller calls one row: "leave type".
    const NOUN: &'static str;
    const ID: Self::Column;
    const COMPANY: Self::Column;
}

/// Every query of a noun begins here.
pub(crate) fn of<E: Table>(company: CompanyId) -> Select<E> {
    E::find().filter(E::COMPANY.eq(company))
}

/// The row with this id, or `NotFound` with the table's noun.
pub(crate) async fn find<E: Table>(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: impl Into<Value>,
) -> Result<E::Model, Error> {
    let row = of::<E>(company).filter(E::ID.eq(id)).one(db).await?;
    row.ok_or(Error::NotFound(E::NOUN))
}

/// One page in the order of ids.
pub(crate) async fn list<E: Table>(
    db: &impl ConnectionTrait,
    query: Select<E>,
    request: PageRequest,
) -> Result<Page<E::Model>, Error> {
    page::<E, E::Model>(db, query.order_by_asc(E::ID), request).await
}

/// Inserts and returns what was stored.
pub(crate) async fn insert<A>(tx: &Tx, row: A) -> Result<<A::Entity as EntityTrait>::Model, Error>
where
    A: ActiveModelTrait + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    Ok(<A::Entity as EntityTrait>::insert(row).exec_with_returning(tx).await?)
}

/// Writes the set columns of the row with this id and returns what is stored now.
pub(crate) async fn update<E: Table>(
    tx: &Tx,
    company: CompanyId,
    id: impl Into<Value>,
    row: E::ActiveModel,
) -> Result<E::Model, Error> {
    let rows = E::update_many()
        .filter(E::COMPANY.eq(company))
        .filter(E::ID.eq(id))
        .set(row)
        .exec_with_returning(tx)
        .await?;
    rows.into_iter().next().ok_or(Error::NotFound(E::NOUN))
}

/// Removes the row with this id for good.
pub(crate) async fn delete<E: Table>(
    tx: &Tx,
    company: CompanyId,
    id: impl Into<Value>,
) -> Result<(), Error> {
    let done =
        E::delete_many().filter(E::COMPANY.eq(company)).filter(E::ID.eq(id)).exec(tx).await?;
    if done.rows_affected == 0 { Err(Error::NotFound(E::NOUN)) } else { Ok(()) }
}
