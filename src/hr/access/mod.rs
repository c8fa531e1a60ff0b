//! Who may ask: companies, clients, users, tokens and keys, without a word of HTTP.

pub mod application_token;
pub mod bearer;
mod cache;
pub mod client;
pub mod company;
pub mod key;
mod level;
pub mod machine_key;
pub mod password;
mod sign_ins;
#[cfg(test)]
mod tests;
pub mod token;
pub mod user;
pub mod user_token;
pub mod whosoff_app;

pub use application_token::{
    Application, ApplicationToken, ApplicationTokenChange, NewApplicationToken,
};
pub use bearer::{Bearer, Issued, NewBearer};
pub use client::Client;
pub use company::{Company, Founder, NewCompany};
pub(crate) use level::standing;
pub use level::{Level, level};
pub use machine_key::Machine;
pub use token::{Issuer, Refused, Verified};
pub(crate) use user::employee_of;
pub use user_token::Session;
pub use whosoff_app::AppCredentials;

use std::sync::Arc;

use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::id::ClientId;
use cache::Cache;

/// What is remembered between requests, so that a valid token costs no query and no signature.
///
/// What this process changes is forgotten at once; what another process changes (a client revoked
/// from the command line, a key rotated) is seen after [`STALE_AFTER_S`] seconds at the latest.
pub(crate) struct Memory {
    /// Verified tokens by the SHA-256 of their text.
    tokens: Cache<[u8; 32], Arc<Verified>>,
    clients: Cache<ClientId, client::State>,
    keys: key::Ring,
    /// One permit a core: argon2 wants one whole.
    hashing: Arc<Semaphore>,
}

/// How long clients and keys are believed without asking the database, in seconds.
pub(crate) const STALE_AFTER_S: i64 = 5;

const TOKENS: usize = 10_000;
const CLIENTS: usize = 1_000;

impl Default for Memory {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
        Self {
            tokens: Cache::new(TOKENS),
            clients: Cache::new(CLIENTS),
            keys: key::Ring::default(),
            hashing: Arc::new(Semaphore::new(cores)),
        }
    }
}

/// What is kept of a secret that is long and random; it is found and compared by this.
fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
