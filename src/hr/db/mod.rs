//! The one door to the database: reads, and writes that hold or vanish each as a whole.

mod group;
pub(crate) mod json;
mod list;
mod postgres;
mod search;
// The only unsafe code of the core: SQLite's switches have no safe name.
#[allow(unsafe_code)]
mod sqlite;
pub(crate) mod table;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, Statement,
    TransactionTrait,
};

use crate::Error;
use crate::hr::Body;
use crate::id::CompanyId;
use group::Writer;

pub(crate) use list::{count, month, page};
pub(crate) use search::{contains, direction, holds};

/// An open transaction.
pub type Tx = DatabaseTransaction;

/// Brings the schema up to date inside a transaction.
pub type Migrate =
    for<'a> fn(&'a Tx) -> Pin<Box<dyn Future<Output = Result<(), DbErr>> + Send + 'a>>;

/// What a write waits for on PostgreSQL; on SQLite there is one writer anyway.
///
/// Rules that look at several rows (unique names, a role in use, approve only once) hold because
/// the writes of one company follow one another, on both databases alike.
#[derive(Clone, Copy, Debug)]
pub enum Lock {
    Company(CompanyId),
    /// Companies, clients and keys: what belongs to no company.
    Registry,
    Migrations,
}

impl Lock {
    /// Keys of PostgreSQL's advisory locks; companies count from 1.
    fn key(self) -> i64 {
        match self {
            Self::Company(id) => id.get(),
            Self::Registry => -1,
            Self::Migrations => -2,
        }
    }
}

/// The database; clones share its connections.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    reads: DatabaseConnection,
    writes: DatabaseConnection,
    /// SQLite's one writer; on PostgreSQL there is none.
    writer: Option<Writer>,
    statements: Option<Arc<AtomicU64>>,
}

impl Db {
    /// Opens `sqlite:…` (made where it is absent) or `postgres:…`.
    pub async fn open(url: &str, count_statements: bool) -> Result<Self, Error> {
        let (mut reads, mut writes) = if url.starts_with("sqlite:") {
            sqlite::open(url).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            postgres::open(url).await?
        } else {
            return Err(Error::internal("a database URL begins with sqlite: or postgres:"));
        };
        let statements = count_statements.then(Arc::<AtomicU64>::default);
        if let Some(counter) = &statements {
            for connection in [&mut reads, &mut writes] {
                let counter = counter.clone();
                connection.set_metric_callback(move |_| {
                    counter.fetch_add(1, Ordering::Relaxed);
                });
            }
        }
        let is_sqlite = writes.get_database_backend() == DbBackend::Sqlite;
        let writer = is_sqlite.then(|| Writer::start(writes.clone()));
        Ok(Self(Arc::new(Inner { reads, writes, writer, statements })))
    }

    /// For reads outside a transaction; on SQLite these connections cannot write.
    pub fn read(&self) -> &DatabaseConnection {
        &self.0.reads
    }

    /// Runs `body` as one atomic change, kept where it succeeds and undone where it fails.
    ///
    /// The body awaits nothing but the database. On SQLite bodies that wait together share one
    /// commit (see [`group`]); on PostgreSQL each is a transaction of its own.
    pub async fn write<T, F>(&self, lock: Lock, body: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Tx) -> Body<'t, T> + Send + 'static,
    {
        match &self.0.writer {
            Some(writer) => writer.write(body).await,
            None => self.write_alone(lock, body).await,
        }
    }

    async fn write_alone<T, F>(&self, lock: Lock, body: F) -> Result<T, Error>
    where
        F: for<'t> FnOnce(&'t Tx) -> Body<'t, T>,
    {
        let tx = self.0.writes.begin().await?;
        let sql = "SELECT pg_advisory_xact_lock($1)";
        let values = [lock.key().into()];
        tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
        match body(&tx).await {
            Ok(value) => {
                tx.commit().await?;
                Ok(value)
            }
            Err(error) => {
                if let Err(rollback) = tx.rollback().await {
                    tracing::warn!(%rollback, "a transaction could not be rolled back");
                }
                Err(error)
            }
        }
    }

    /// Brings the schema up to date: all pending changes or none, one process at a time.
    pub async fn migrate(&self, migrate: Migrate) -> Result<(), Error> {
        self.write(Lock::Migrations, move |tx| Box::pin(async move { Ok(migrate(tx).await?) }))
            .await
    }

    /// SQL statements since the database was opened; 0 where they are not counted.
    ///
    /// BEGIN, COMMIT and what the driver does on its own are not among them.
    pub fn statements(&self) -> u64 {
        self.0.statements.as_ref().map_or(0, |n| n.load(Ordering::Relaxed))
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), Error> {
        Ok(self.0.reads.ping().await?)
    }

    /// Writes a whole copy of an SQLite database to a new file, while others read and write.
    ///
    /// Fails where the file exists, and on PostgreSQL, which has `pg_dump`.
    pub async fn copy_to(&self, file: &Path) -> Result<(), Error> {
        let writes = &self.0.writes;
        if writes.get_database_backend() != DbBackend::Sqlite {
            return Err(Error::internal("only an SQLite database is copied: use pg_dump"));
        }
        let file = file.to_str().ok_or_else(|| Error::internal("the file name is not UTF-8"))?;
        let sql = "VACUUM INTO ?";
        let copy = Statement::from_sql_and_values(DbBackend::Sqlite, sql, [file.into()]);
        writes.execute_raw(copy).await?;
        Ok(())
    }

    /// Closes every connection; SQLite folds its log back into the file.
    pub async fn close(&self) -> Result<(), Error> {
        self.0.reads.close_by_ref().await?;
        Ok(self.0.writes.close_by_ref().await?)
    }
}
