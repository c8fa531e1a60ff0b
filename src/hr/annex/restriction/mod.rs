//! Restrictions: who may not be off while somebody else is; one-way, so both ways are two.

mod store;
#[cfg(test)]
mod tests;
mod verbs;

use super::Person;
use crate::id::{EmployeeId, RestrictionId};

pub(crate) use store::others;
pub use verbs::{create, delete, list};

/// The employee may not be off while the other is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    pub id: RestrictionId,
    pub employee: EmployeeId,
    pub other: Person,
}
