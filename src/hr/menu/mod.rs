//! Menus: the screens of the HR tool that roles open; system data, read-only.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use crate::code::coded;
use crate::id::MenuId;

pub(crate) use store::{all_ids, require_all};
pub use verbs::{get, list, tree};

coded! {
    /// What an entry is.
    pub enum Kind("menu kind") { Directory = 1, Menu = 2, Button = 3 }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    pub id: MenuId,
    /// The entry above it; none at the top.
    pub parent: Option<MenuId>,
    pub name: String,
    /// Its place among its siblings.
    pub order_number: i32,
    /// Path of its screen; empty for a button.
    pub path: String,
    pub kind: Kind,
    pub hidden: bool,
    pub active: bool,
    /// The permission that it needs; empty where it needs none.
    pub permission: String,
}

/// An entry with what stands below it, at every level in order of place, then id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub menu: Menu,
    pub children: Vec<Node>,
}
