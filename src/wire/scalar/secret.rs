//! Text that must not show up in logs or `Debug`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::FromText;

/// A password or another secret, as sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl Secret {
    /// The secret itself; the name makes its use visible.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl FromText for Secret {
    fn from_text(text: &str) -> Option<Self> {
        Some(Secret(text.to_owned()))
    }
}
