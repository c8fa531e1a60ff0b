//! Assets: what the company owns, and who has it at the moment.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{AssetId, EmployeeId};

pub use verbs::{assign, change, create, get, list, take_back};

coded! {
    /// Where an asset stands. Assigned begins with [`assign`] and ends with [`take_back`] only.
    pub enum Status("asset status") {
        Available = 1,
        Assigned = 2,
        InRepair = 3,
        Retired = 4,
    }
}

/// Something that the company owns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    pub id: AssetId,
    pub name: String,
    /// What is written on it; unique in the company without regard to case.
    pub tag: String,
    pub category: Option<String>,
    pub serial: Option<String>,
    pub status: Status,
    /// Only while assigned.
    pub holder: Option<Holder>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Who has an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub employee: EmployeeId,
    /// First and last name.
    pub name: String,
    pub since: NaiveDate,
}

/// What a new asset is made of; it is available.
#[derive(Clone, Debug)]
pub struct NewAsset {
    pub name: String,
    pub tag: String,
    pub category: Option<String>,
    pub serial: Option<String>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct AssetChange {
    pub name: Option<String>,
    pub tag: Option<String>,
    pub category: Patch<String>,
    pub serial: Patch<String>,
    /// Any but assigned, and only while nobody has it.
    pub status: Option<Status>,
}
