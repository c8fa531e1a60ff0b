//! Tags: groups of people across departments; somebody may be in several.

mod store;
#[cfg(test)]
mod tests;
mod verbs;

use crate::id::TagId;

pub(crate) use store::{exists, members_of};
pub use verbs::{create, delete, get, list, members, members_of_all, put, rename};

/// A tag without its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub id: TagId,
    pub name: String,
}
