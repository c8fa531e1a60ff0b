//! What every table of a company's records can do, written once and always asking for the company.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QueryTrait, Select, Statement, Value,
};

use super::{Tx, page};
use crate::fault::seeded;
use crate::id::CompanyId;
use crate::{Error, Page, PageRequest};

/// A table whose rows belong to a company; its entity says which columns those are.
pub(crate) trait Table: EntityTrait {
    /// What a caller calls one row: "leave type".
    const NOUN: &'static str;
    const ID: Self::Column;
    const COMPANY: Self::Column;
    /// The column that hides a row once it is set, where the table has one.
    const DELETED: Option<Self::Column> = None;
}

/// The rows that a company has: every query of a noun begins here.
pub(crate) fn of<E: Table>(company: CompanyId) -> Select<E> {
    E::find().filter(kept::<E>(company))
}

fn kept<E: Table>(company: CompanyId) -> Condition {
    let own = if seeded("other_company") { E::COMPANY.gt(0) } else { E::COMPANY.eq(company) };
    let rows = Condition::all().add(own);
    if seeded("deleted_kept") {
        return rows;
    }
    E::DELETED.into_iter().fold(rows, |rows, deleted| rows.add(deleted.is_null()))
}

/// The SQL that finds one row of each table by company and id, written once: building the same
/// text again costs a tenth of such a request.
static BY_ID: LazyLock<RwLock<Texts>> = LazyLock::new(Default::default);

/// By entity, and whether it is SQLite's spelling.
type Texts = HashMap<(TypeId, bool), Arc<str>>;

fn by_id<E: Table>(backend: DbBackend, company: CompanyId, id: Value) -> Statement {
    let table = (TypeId::of::<E>(), backend == DbBackend::Sqlite);
    let known = BY_ID.read().unwrap_or_else(PoisonError::into_inner).get(&table).cloned();
    let Some(sql) = known else {
        let rows = match E::DELETED {
            Some(_) if seeded("deleted_readable") => E::find().filter(E::COMPANY.eq(company)),
            _ => of::<E>(company),
        };
        let first = rows.filter(E::ID.eq(id)).build(backend);
        let sql = Arc::from(first.sql.as_str());
        BY_ID.write().unwrap_or_else(PoisonError::into_inner).insert(table, sql);
        return first;
    };
    Statement::from_sql_and_values(backend, &*sql, [company.into(), id])
}

/// The row with this id, or `NotFound` with the table's noun.
pub(crate) async fn find<E: Table>(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: impl Into<Value>,
) -> Result<E::Model, Error> {
    let query = by_id::<E>(db.get_database_backend(), company, id.into());
    let row = E::find().from_raw_sql(query).one(db).await?;
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
        .filter(kept::<E>(company))
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
    let done = E::delete_many().filter(kept::<E>(company)).filter(E::ID.eq(id)).exec(tx).await?;
    if done.rows_affected == 0 { Err(Error::NotFound(E::NOUN)) } else { Ok(()) }
}
