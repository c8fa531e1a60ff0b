//! The name of a stored file, and the signature that lets it be opened without a token.

use std::{fmt, sync::Arc};

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// Where random bytes come from, if there are any: the core's own source in the server.
pub type Random = Arc<dyn Fn() -> Option<[u8; 16]> + Send + Sync>;

/// Separates this use of the server's secret from every other.
const PURPOSE: &[u8] = b"rosetta-hr: signed file addresses, version 1";

/// The key of a stored file: 128 random bits as 32 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileKey(String);

impl FileKey {
    /// A new key.
    pub(crate) fn new(random: [u8; 16]) -> Self {
        Self(random.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Reads a key; nothing else than 32 such digits is one, so that no path can be smuggled in.
    pub fn parse(text: &str) -> Option<Self> {
        let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == 32 && text.bytes().all(digit)).then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Signs keys with an HMAC-SHA256 under a key made from the server's secret.
pub(crate) struct Signer(hmac::Key);

impl Signer {
    pub(crate) fn new(secret: &[u8]) -> Self {
        let outer = hmac::Key::new(hmac::HMAC_SHA256, secret);
        Self(hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&outer, PURPOSE).as_ref()))
    }

    pub(crate) fn sign(&self, key: &FileKey, expires_at_s: Option<i64>) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.0, message(key, expires_at_s).as_bytes()))
    }

    /// Compares in constant time.
    pub(crate) fn agrees(&self, key: &FileKey, expires_at_s: Option<i64>, signature: &str) -> bool {
        let Ok(signature) = URL_SAFE_NO_PAD.decode(signature) else { return false };
        hmac::verify(&self.0, message(key, expires_at_s).as_bytes(), &signature).is_ok()
    }
}

fn message(key: &FileKey, expires_at_s: Option<i64>) -> String {
    match expires_at_s {
        Some(at_s) => format!("{key}\n{at_s}"),
        None => format!("{key}\n"),
    }
}
