//! Users as WhosOff sees them: how far their rights go, and that a super user always remains.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use super::profile::UserType;
use crate::id::EmployeeId;

pub(crate) use store::type_of;
pub use verbs::{approvers, delete, disable, enable, set_type, types};

/// Somebody who may approve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approver {
    pub id: EmployeeId,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub user_type: UserType,
}
