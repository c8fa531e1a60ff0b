//! Asset types: the kinds of thing that a company owns.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};

use crate::Patch;
use crate::id::AssetTypeId;

pub(crate) use store::{names, require};
pub use verbs::{change, create, delete, get, list};

/// A kind of thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetType {
    pub id: AssetTypeId,
    /// Unique in the company without regard to case.
    pub name: String,
    pub description: Option<String>,
    /// The name of a file that belongs to it.
    pub attachment: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new asset type is made of.
#[derive(Clone, Debug)]
pub struct NewAssetType {
    pub name: String,
    pub description: Option<String>,
    pub attachment: Option<String>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct AssetTypeChange {
    pub name: Option<String>,
    pub description: Patch<String>,
    pub attachment: Patch<String>,
}
