//! The one-time proof of a secret that a login may ask for in place of the secret itself.

use aws_lc_rs::digest::{SHA512, digest};
use aws_lc_rs::rand;

use super::value::Secret;

/// 32 letters and digits that are never used twice.
pub(crate) fn nonce() -> String {
    let mut bytes = [0; 16];
    // The system's source of randomness does not fail once the process runs.
    if rand::fill(&mut bytes).is_err() {
        fastrand::fill(&mut bytes);
    }
    hex(&bytes)
}

/// SHA-512 over nonce and secret, in lower-case hexadecimal digits.
pub(crate) fn over(nonce: &str, secret: &Secret) -> String {
    hex(digest(&SHA512, format!("{nonce}{}", secret.expose()).as_bytes()).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
