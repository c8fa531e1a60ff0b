//! Assets: what the company owns, who has it at the moment, and who had it before.

mod history;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{AssetId, AssetTypeId, DepartmentId, EmployeeId};

pub(crate) use verbs::release;
pub use verbs::{
    assign, assignments, change, create, delete, get, list, seen, seen_list, take_back,
};

coded! {
    /// Where an asset stands. It is assigned exactly while somebody has it.
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
    /// What kind of thing it is: the category of APIs that know no types is the type's name.
    pub kind: Option<OfType>,
    pub serial: Option<String>,
    pub description: Option<String>,
    /// The name of a file that belongs to it.
    pub attachment: Option<String>,
    pub status: Status,
    /// Only while assigned.
    pub holder: Option<Holder>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// An asset's type as the asset shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfType {
    pub id: AssetTypeId,
    pub name: String,
}

/// Who can have an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeper {
    Employee(EmployeeId),
    Department(DepartmentId),
}

/// Who has an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub keeper: Keeper,
    /// First and last name, or what the department is called.
    pub name: String,
    pub since: NaiveDate,
}

/// That somebody had an asset for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// None where it was a department that is no more.
    pub keeper: Option<Keeper>,
    pub from: NaiveDate,
    /// The day on which it was taken back; none while it lasts.
    pub until: Option<NaiveDate>,
}

/// What a new asset is made of; it is available unless somebody has it at once.
#[derive(Clone, Debug)]
pub struct NewAsset {
    pub name: String,
    pub tag: String,
    pub kind: Option<AssetTypeId>,
    pub serial: Option<String>,
    pub description: Option<String>,
    pub attachment: Option<String>,
    pub keeper: Option<Keeper>,
}

impl NewAsset {
    /// An available asset with nothing but its name and tag.
    pub fn new(name: &str, tag: &str) -> Self {
        Self {
            name: name.to_owned(),
            tag: tag.to_owned(),
            kind: None,
            serial: None,
            description: None,
            attachment: None,
            keeper: None,
        }
    }
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct AssetChange {
    pub name: Option<String>,
    pub tag: Option<String>,
    pub kind: Patch<AssetTypeId>,
    pub serial: Patch<String>,
    pub description: Patch<String>,
    pub attachment: Patch<String>,
    /// Any but assigned, and only while nobody has it.
    pub status: Option<Status>,
    /// Gives it to somebody, whoever has it now; `Clear` takes it from an employee only.
    pub employee: Patch<EmployeeId>,
    /// The same for departments; only one of the two is given.
    pub department: Patch<DepartmentId>,
}

/// Which assets a list shows, and in which order; the default shows all, by id.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of these types only; none at all where the list is empty.
    pub kinds: Option<Vec<AssetTypeId>>,
    pub employees: Option<Vec<EmployeeId>>,
    pub departments: Option<Vec<DepartmentId>>,
    pub assigned: Option<bool>,
    /// Part of the tag, the name or the description, whatever the case.
    pub search: Option<String>,
    pub order: Order,
    /// From the last to the first.
    pub descending: bool,
}

/// What a list of assets is sorted by; those that are equal stand in the order of their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Id,
    Tag,
    Created,
    Updated,
}
