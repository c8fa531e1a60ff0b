//! Passwords: argon2id, one hash a core at a time, never on an async thread.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::{Error, Faults, Hr};

/// An argon2id hash with its salt and parameters; what it was made of cannot be read from it.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub(super) String);

/// Never shows the hash.
impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash")
    }
}

/// A hash of something that is nobody's password: verified where there is no user, so that a
/// wrong name takes as long as a wrong password.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$\
                      bm9ib2R5bm9ib2R5$pxGsQkNFCq1U8TZUzTkGyGUSLSSmKzyBTPhLJzkLkPc";

/// Whether a password has every kind of character; each that is missing is said. The length is the
/// document's.
///
/// # Errors
/// `Invalid` on `new_password`.
pub fn strong(password: &str) -> Result<(), Error> {
    let has = |kind: fn(char) -> bool| password.chars().any(kind);
    Faults::default()
        .check(has(|c| c.is_ascii_digit()), "new_password", "must have a digit")
        .check(has(char::is_lowercase), "new_password", "must have a lower-case letter")
        .check(has(char::is_uppercase), "new_password", "must have an upper-case letter")
        .check(has(|c| !c.is_alphanumeric()), "new_password", "must have a symbol")
        .result()
}

/// Hashes a password; several accounts that share one (the demo's) may share its hash.
pub async fn hash(hr: &Hr, password: &str) -> Result<PasswordHash, Error> {
    let salt = hr.random().bytes::<16>()?;
    let password = password.to_owned();
    blocking(hr, move || {
        let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
        hash.map(|hash| PasswordHash(hash.to_string()))
            .map_err(|error| Error::internal(format!("argon2: {error}")))
    })
    .await?
}

/// Whether the password is the hashed one; without a hash it takes as long and says no.
pub(super) async fn verify(hr: &Hr, password: &str, hash: Option<String>) -> Result<bool, Error> {
    let password = password.to_owned();
    blocking(hr, move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        Argon2::default().verify_password(password.as_bytes(), hash.as_str()).is_ok() && known
    })
    .await
}

async fn blocking<T: Send + 'static>(
    hr: &Hr,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let permit = hr.memory().hashing.clone().acquire_owned().await;
    let permit = permit.map_err(|_| Error::internal("the hashing semaphore is closed"))?;
    // The permit goes along: a caller that gives up does not make room before the core is free.
    tokio::task::spawn_blocking(move || {
        let result = work();
        drop(permit);
        result
    })
    .await
    .map_err(|error| Error::internal(format!("hashing: {error}")))
}
