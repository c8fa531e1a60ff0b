//! SQLite with the settings that make it fast and safe, on every connection of both pools.

use std::ffi::{c_int, c_void};
use std::ptr;
use std::sync::OnceLock;
use std::thread::available_parallelism;
use std::time::Duration;

use libsqlite3_sys as ffi;
use sea_orm::sqlx::Error as SqlxError;
use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous,
};
use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use crate::Error;

const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(30);

/// Opens the readers, which cannot write, and the one writer, which makes the file.
pub(super) async fn open(url: &str) -> Result<(DatabaseConnection, DatabaseConnection), Error> {
    if url.contains(":memory:") || url.contains("mode=memory") {
        return Err(Error::internal("a database in memory has one connection only: use a file"));
    }
    configure()?;
    let writes = Database::connect(options(url, 1, false)).await?;
    let reads = Database::connect(options(url, readers(), true)).await?;
    Ok((reads, writes))
}

/// One reader a core, but never fewer than two or more than eight.
pub(super) fn readers() -> u32 {
    available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8) as u32)
}

fn options(url: &str, connections: u32, read_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |options| settings(options, read_only))
        .map_sqlx_sqlite_pool_opts(|pool| {
            pool.after_connect(|connection, _| Box::pin(stable_plans(connection)))
        });
    options
}

fn settings(options: SqliteConnectOptions, read_only: bool) -> SqliteConnectOptions {
    let options =
        options.synchronous(SqliteSynchronous::Full).foreign_keys(true).busy_timeout(BUSY_TIMEOUT);
    if read_only {
        options.read_only(true)
    } else {
        options.create_if_missing(true).journal_mode(SqliteJournalMode::Wal)
    }
}

/// Query planner stability: without it SQLite compiles every `LIMIT ?` anew at each execution.
async fn stable_plans(connection: &mut SqliteConnection) -> Result<(), SqlxError> {
    let code = {
        let mut handle = connection.lock_handle().await?;
        // SAFETY: the handle is open and locked for us; the option takes an int and an int pointer,
        // which may be null.
        unsafe {
            ffi::sqlite3_db_config(
                handle.as_raw_handle().as_ptr(),
                ffi::SQLITE_DBCONFIG_ENABLE_QPSG,
                1 as c_int,
                ptr::null_mut::<c_int>(),
            )
        }
    };
    match code {
        ffi::SQLITE_OK => Ok(()),
        code => Err(SqlxError::Configuration(format!("QPSG: SQLite code {code}").into())),
    }
}

/// Whether the connection has stable plans; read back by the test of the settings.
#[cfg(test)]
pub(super) async fn has_stable_plans(connection: &mut SqliteConnection) -> bool {
    let mut on: c_int = 0;
    let mut handle = connection.lock_handle().await.unwrap();
    // SAFETY: as above; -1 asks without changing, and `on` outlives the call.
    let code = unsafe {
        ffi::sqlite3_db_config(
            handle.as_raw_handle().as_ptr(),
            ffi::SQLITE_DBCONFIG_ENABLE_QPSG,
            -1 as c_int,
            &raw mut on,
        )
    };
    code == ffi::SQLITE_OK && on == 1
}

/// Once per process, before the first open: mimalloc as SQLite's allocator, no memory statistics.
fn configure() -> Result<(), Error> {
    static DONE: OnceLock<c_int> = OnceLock::new();
    let code = *DONE.get_or_init(|| {
        // SAFETY: SQLite copies the table; both options are given the argument types that its
        // manual names, and SQLite itself refuses them once it is initialised.
        unsafe {
            let code = ffi::sqlite3_config(ffi::SQLITE_CONFIG_MALLOC, &raw const ALLOCATOR.0);
            if code != ffi::SQLITE_OK {
                return code;
            }
            ffi::sqlite3_config(ffi::SQLITE_CONFIG_MEMSTATUS, 0 as c_int)
        }
    });
    match code {
        ffi::SQLITE_OK => Ok(()),
        code => Err(Error::internal(format!("sqlite3_config: code {code}"))),
    }
}

/// Read by SQLite through a pointer only.
#[repr(transparent)]
struct Allocator(#[allow(dead_code)] ffi::sqlite3_mem_methods);

// SAFETY: the table is constant and its functions may be called from any thread.
unsafe impl Sync for Allocator {}

static ALLOCATOR: Allocator = Allocator(ffi::sqlite3_mem_methods {
    xMalloc: Some(allocate),
    xFree: Some(release),
    xRealloc: Some(resize),
    xSize: Some(size),
    xRoundup: Some(round_up),
    xInit: Some(begin),
    xShutdown: Some(end),
    pAppData: ptr::null_mut(),
});

unsafe extern "C" fn allocate(bytes: c_int) -> *mut c_void {
    // SAFETY: any size may be asked for; SQLite never asks for a negative one.
    unsafe { libmimalloc_sys::mi_malloc(bytes as usize) }
}

unsafe extern "C" fn release(at: *mut c_void) {
    // SAFETY: SQLite frees only what `allocate` or `resize` gave.
    unsafe { libmimalloc_sys::mi_free(at) }
}

unsafe extern "C" fn resize(at: *mut c_void, bytes: c_int) -> *mut c_void {
    // SAFETY: as for `release` and `allocate`.
    unsafe { libmimalloc_sys::mi_realloc(at, bytes as usize) }
}

unsafe extern "C" fn size(at: *mut c_void) -> c_int {
    // SAFETY: as for `release`.
    unsafe { libmimalloc_sys::mi_usable_size(at) as c_int }
}

unsafe extern "C" fn round_up(bytes: c_int) -> c_int {
    (bytes + 7) & !7
}

unsafe extern "C" fn begin(_: *mut c_void) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn end(_: *mut c_void) {}
