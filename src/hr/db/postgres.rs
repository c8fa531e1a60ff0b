//! PostgreSQL: one pool for reads and writes.

use std::time::Duration;

use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use crate::Error;

const CONNECTIONS: u32 = 16;
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);

/// Connects; reads and writes share the pool.
pub(super) async fn open(url: &str) -> Result<(DatabaseConnection, DatabaseConnection), Error> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(CONNECTIONS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .sqlx_logging(false)
        .set_application_name("rosetta-hr");
    let pool = Database::connect(options).await?;
    Ok((pool.clone(), pool))
}
