//! Demo databases for tests: made once, then copied, on SQLite or on PostgreSQL.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::ConnectionTrait;
use tempfile::TempDir;
use tokio::sync::{Mutex, OnceCell};

use crate::process::{Process, folder, serve, sqlite};

/// Where the tests find a PostgreSQL, as a URL with the right to make databases.
const POSTGRES: &str = "ROSETTA_HR_TEST_POSTGRES";

/// A database of one test's own, with the demo data; removed when dropped.
pub struct Database {
    pub url: String,
    /// Where files are kept, as the server is told: one place for all, since keys are random.
    pub files: String,
    /// Holds the database itself on SQLite.
    _folder: TempDir,
    dropped: Option<String>,
}

/// What is copied: a file, or a database on the server.
enum Source {
    File(PathBuf),
    Named(String),
}

struct Template {
    source: Source,
    files: String,
}

static TEMPLATE: OnceCell<Template> = OnceCell::const_new();

impl Database {
    /// A copy of the demo, as it is after its first start.
    pub async fn demo() -> Database {
        let (folder, file) = folder();
        let template = TEMPLATE.get_or_init(seed).await;
        let files = template.files.clone();
        match &template.source {
            Source::File(source) => {
                std::fs::copy(source, &file).unwrap();
                Database { url: sqlite(&file), files, _folder: folder, dropped: None }
            }
            Source::Named(source) => {
                static COUNT: AtomicU32 = AtomicU32::new(0);
                // A template may be copied once at a time.
                static COPYING: Mutex<()> = Mutex::const_new(());
                let _turn = COPYING.lock().await;
                let count = COUNT.fetch_add(1, Ordering::Relaxed);
                let name = format!("{source}_{count}");
                order(&format!("CREATE DATABASE {name} TEMPLATE {source}")).await;
                Database { url: named(&name), files, _folder: folder, dropped: Some(name) }
            }
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some(name) = self.dropped.take() else { return };
        // The test's own runtime may be ending, and its servers may still be connected.
        let work = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(order(&format!("DROP DATABASE {name} WITH (FORCE)")));
        });
        let _ = work.join();
    }
}

/// Lets the real binary make the demo data once.
async fn seed() -> Template {
    let place = place();
    let file = place.join("demo.db");
    let files = format!("file:{}", place.join("files").display());
    let (url, source) = match std::env::var(POSTGRES) {
        Err(_) => (sqlite(&file), Source::File(file)),
        Ok(_) => {
            let name = format!("rosetta_test_{}", std::process::id());
            order(&format!("DROP DATABASE IF EXISTS {name}")).await;
            order(&format!("CREATE DATABASE {name}")).await;
            (named(&name), Source::Named(name))
        }
    };
    let told = files.clone();
    let seeded = tokio::task::spawn_blocking(move || {
        let words = ["--demo", "--database", &url, "--files", &told];
        Process::start(&mut serve(&words)).stop()
    });
    let (status, said) = seeded.await.unwrap();
    assert!(status.success(), "the seeding server ended with {status}: {said}");
    if let Source::File(file) = &source {
        // A clean end leaves one file; a log beside it would not be copied.
        let log = file.with_extension("db-wal");
        let left = std::fs::metadata(log).map_or(0, |m| m.len());
        assert_eq!(left, 0, "the seeding server left a write-ahead log behind");
    }
    Template { source, files }
}

/// A folder for this process's template; those of processes that have ended are removed.
fn place() -> PathBuf {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for entry in std::fs::read_dir(all).into_iter().flatten().map_while(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name.strip_prefix("demo-").and_then(|id| id.parse::<u32>().ok());
        if owner.is_some_and(|id| !Path::new("/proc").join(id.to_string()).exists()) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
    let own = all.join(format!("demo-{}", std::process::id()));
    std::fs::create_dir_all(&own).unwrap();
    own
}

/// One statement on the PostgreSQL of the tests.
async fn order(sql: &str) {
    let url = std::env::var(POSTGRES).unwrap();
    let database = sea_orm::Database::connect(&url).await.unwrap();
    database.execute_unprepared(sql).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
    database.close().await.unwrap();
}

/// The URL of another database on the same server.
fn named(name: &str) -> String {
    let url = std::env::var(POSTGRES).unwrap();
    let (before, query) = url.split_once('?').unwrap_or((&url, ""));
    let (server, _) = before.rsplit_once('/').unwrap();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{server}/{name}{mark}{query}")
}
