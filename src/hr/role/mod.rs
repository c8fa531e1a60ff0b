//! Roles: what an employee may open in the HR tool; every employee has one.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};

use crate::Patch;
use crate::id::{MenuId, RoleId};

pub(crate) use store::{found, id_of, require};
pub use verbs::{by_key, change, create, delete, get, list};

/// The key of the role whose first holder counts as the company's administrator.
pub const ADMIN: &str = "admin";

/// The key of the role whose holders manage others.
pub const MANAGER: &str = "manager";

/// The key of the role of everybody else.
pub const EMPLOYEE: &str = "employee";

/// The roles that every company begins with: key and name, in the order of their ids.
pub(crate) const SYSTEM: [(&str, &str); 3] =
    [(ADMIN, "Administrator"), (MANAGER, "Manager"), (EMPLOYEE, "Employee")];

/// What a group of employees may open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub id: RoleId,
    pub name: String,
    /// Unique in the company.
    pub key: String,
    pub active: bool,
    /// Place in lists, given by the core: one more than the highest so far.
    pub sort: i32,
    pub remarks: Option<String>,
    /// In the order of their ids, each once.
    pub menus: Vec<MenuId>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new role is made of.
#[derive(Clone, Debug)]
pub struct NewRole {
    pub name: String,
    pub key: String,
    pub active: bool,
    pub remarks: Option<String>,
    /// A repeated menu counts once.
    pub menus: Vec<MenuId>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct RoleChange {
    pub name: Option<String>,
    pub key: Option<String>,
    pub active: Option<bool>,
    pub remarks: Patch<String>,
    /// Replaces the whole list.
    pub menus: Option<Vec<MenuId>>,
}
