//! Where a file lies: in our own storage, or at an address elsewhere.

/// A file that a record refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// In our storage, by its key; dialects show a signed address of this server.
    Stored(String),
    /// An address elsewhere, as it was given.
    Elsewhere(String),
}

/// What a stored key begins with in the database; no address that we accept begins so.
const STORED: &str = "stored:";

impl Link {
    /// The text that storage keeps.
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Stored(key) => format!("{STORED}{key}"),
            Self::Elsewhere(address) => address.clone(),
        }
    }

    /// What such a text means.
    pub(crate) fn from_text(text: String) -> Self {
        match text.strip_prefix(STORED) {
            Some(key) => Self::Stored(key.to_owned()),
            None => Self::Elsewhere(text),
        }
    }
}
