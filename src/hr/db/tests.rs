//! The door itself: settings on every connection, and transactions that hold or vanish.

use futures_util::FutureExt;
use sea_orm::sqlx::{self, SqliteConnection};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use tokio::sync::oneshot;

use super::{Lock, sqlite};
use crate::Error;
use crate::testing::{World, is_postgres};

async fn pragma(connection: &mut SqliteConnection, name: &str) -> String {
    let sql = sqlx::AssertSqlSafe(format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}"));
    sqlx::query_scalar(sql).fetch_one(connection).await.unwrap()
}

async fn check_pool(pool: &DatabaseConnection, size: u32, read_only: bool) {
    let pool = pool.get_sqlite_connection_pool();
    assert_eq!(pool.options().get_max_connections(), size);
    let mut held = Vec::new();
    for _ in 0..size {
        held.push(pool.acquire().await.unwrap());
    }
    for connection in &mut held {
        assert!(sqlite::has_stable_plans(connection).await);
        let timeout: i64 =
            sqlx::query_scalar("PRAGMA busy_timeout").fetch_one(&mut **connection).await.unwrap();
        assert_eq!(timeout, 10_000);
        for (name, value) in [("synchronous", "2"), ("foreign_keys", "1"), ("journal_mode", "wal")]
        {
            assert_eq!(pragma(connection, name).await, value, "{name}");
        }
        let written = sqlx::query("CREATE TABLE scratch (x)").execute(&mut **connection).await;
        assert_eq!(written.is_err(), read_only);
        if !read_only {
            sqlx::query("DROP TABLE scratch").execute(&mut **connection).await.unwrap();
        }
    }
}

#[tokio::test]
async fn every_connection_of_both_pools_has_the_settings() {
    let world = World::new().await;
    if is_postgres() {
        return;
    }
    let db = world.hr.db();
    check_pool(&db.0.reads, sqlite::readers(), true).await;
    check_pool(&db.0.writes, 1, false).await;
}

#[tokio::test]
async fn a_failed_write_leaves_nothing_behind() {
    let world = World::new().await;
    let db = world.hr.db();
    let failed: Result<(), Error> = db
        .write(Lock::Registry, |tx| {
            Box::pin(async move {
                tx.execute_unprepared("DELETE FROM audit").await?;
                tx.execute_unprepared("DELETE FROM role_menus").await?;
                tx.execute_unprepared("DELETE FROM roles").await?;
                tx.execute_unprepared("DELETE FROM companies").await?;
                Err(Error::NotFound("x"))
            })
        })
        .await;
    assert_eq!(failed, Err(Error::NotFound("x")));
    assert_eq!(world.companies().await, 2);
}

async fn rename(tx: &super::Tx, name: &str) -> Result<(), Error> {
    let sql = format!("UPDATE companies SET name = '{name}' WHERE id = 1");
    tx.execute_unprepared(&sql).await?;
    Ok(())
}

/// The name of the first company.
async fn name(world: &World) -> String {
    let db = world.hr.db().read();
    let sql = "SELECT name FROM companies WHERE id = 1";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql));
    row.await.unwrap().unwrap().try_get("", "name").unwrap()
}

#[tokio::test]
async fn writes_that_wait_together_fail_alone() {
    let world = World::new().await;
    let db = world.hr.db();
    let writes = (0..50).map(|n| {
        db.write(Lock::Registry, move |tx| {
            Box::pin(async move {
                rename(tx, &format!("name {n}")).await?;
                if n % 2 == 1 { Err(Error::NotFound("odd")) } else { Ok(n) }
            })
        })
    });
    let ended = futures_util::future::join_all(writes).await;
    for (n, ended) in ended.into_iter().enumerate() {
        assert_eq!(ended, if n % 2 == 1 { Err(Error::NotFound("odd")) } else { Ok(n) });
    }
    let name = name(&world).await;
    let last = name.strip_prefix("name ").unwrap().parse::<u32>().unwrap();
    assert_eq!(last % 2, 0, "a failed write left something: {name}");
}

#[tokio::test]
async fn a_write_that_panics_leaves_nothing_behind_and_the_writer_goes_on() {
    let world = World::new().await;
    if is_postgres() {
        return;
    }
    let db = world.hr.db();
    let broken: Result<(), Error> = db
        .write(Lock::Registry, |tx| {
            Box::pin(async move {
                rename(tx, "broken").await?;
                panic!("on purpose")
            })
        })
        .await;
    assert!(matches!(broken, Err(Error::Internal { .. })));
    assert_ne!(name(&world).await, "broken");
    db.write(Lock::Registry, |tx| Box::pin(rename(tx, "whole"))).await.unwrap();
    assert_eq!(name(&world).await, "whole");
}

/// On SQLite a write whose turn has come is done to its end; the queue before it is another matter.
#[tokio::test]
async fn a_write_that_is_dropped_before_its_turn_is_never_done() {
    let world = World::new().await;
    if is_postgres() {
        return;
    }
    let db = world.hr.db().clone();
    let (begun, wait) = oneshot::channel();
    let (go_on, held) = oneshot::channel();
    let first = tokio::spawn({
        let db = db.clone();
        async move {
            db.write(Lock::Registry, |_| {
                Box::pin(async move {
                    let _ = begun.send(());
                    let _ = held.await;
                    Ok(())
                })
            })
            .await
        }
    });
    wait.await.unwrap();
    let mut dropped = Box::pin(db.write(Lock::Registry, |tx| Box::pin(rename(tx, "dropped"))));
    assert!((&mut dropped).now_or_never().is_none());
    drop(dropped);
    go_on.send(()).unwrap();
    first.await.unwrap().unwrap();
    db.write(Lock::Registry, |_| Box::pin(async { Ok(()) })).await.unwrap();
    assert_ne!(name(&world).await, "dropped");
}

#[tokio::test]
async fn a_write_that_is_dropped_midway_leaves_nothing_behind_on_postgres() {
    let world = World::new().await;
    if !is_postgres() {
        return;
    }
    let db = world.hr.db().clone();
    let (started, wait) = oneshot::channel();
    let task = tokio::spawn(async move {
        db.write(Lock::Registry, |tx| {
            Box::pin(async move {
                rename(tx, "dropped").await?;
                let _ = started.send(());
                std::future::pending::<Result<(), Error>>().await
            })
        })
        .await
    });
    wait.await.unwrap();
    task.abort();
    assert!(task.await.is_err());
    assert_ne!(name(&world).await, "dropped");
    // The lock is free again.
    let db = world.hr.db();
    db.write(Lock::Registry, |_| Box::pin(async { Ok(()) })).await.unwrap();
}

#[tokio::test]
async fn the_schema_goes_down_and_up_again() {
    let world = World::new().await;
    let db = world.hr.db();
    db.migrate(migrations::undo).await.unwrap();
    db.migrate(migrations::run).await.unwrap();
    assert_eq!(world.companies().await, 0);
}

#[tokio::test]
async fn a_database_in_memory_is_refused() {
    for url in ["sqlite::memory:", "sqlite://x?mode=memory", "mysql://x"] {
        assert!(matches!(super::Db::open(url, false).await, Err(Error::Internal { .. })));
    }
}

#[tokio::test]
async fn a_copy_is_a_whole_database_and_never_overwrites() {
    let world = World::new().await;
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("copy.db");
    let copied = world.hr.db().copy_to(&file).await;
    if is_postgres() {
        assert!(copied.is_err());
        return;
    }
    copied.unwrap();
    assert!(world.hr.db().copy_to(&file).await.is_err());
    let copy = super::Db::open(&format!("sqlite://{}", file.display()), false).await.unwrap();
    let rows = copy
        .read()
        .query_all_raw(Statement::from_string(DbBackend::Sqlite, "SELECT id FROM companies"));
    assert_eq!(rows.await.unwrap().len(), 2);
}
