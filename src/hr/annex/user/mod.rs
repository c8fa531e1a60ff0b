//! Users as WhosOff sees them: employee, rights, department, profile and password as one, and that
//! a super user always remains.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use super::allowance::NewAllowance;
use super::profile::{ProfileChange, UserType};
use crate::access::password::PasswordHash;
use crate::employee::{EmployeeChange, NewEmployee};
use crate::id::{DepartmentId, EmployeeId};

pub(crate) use store::type_of;
pub use verbs::{approvers, change, create, delete, types};

/// Somebody who may approve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approver {
    pub id: EmployeeId,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub user_type: UserType,
}

/// What a new user is made of.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The role is not looked at: the user type gives it.
    pub employee: NewEmployee,
    pub user_type: UserType,
    pub department: DepartmentId,
    pub profile: ProfileChange,
    pub password: PasswordHash,
    /// Whether they are there; who is not has left, on the last day of the profile or today.
    pub active: bool,
    /// Whose they are is not looked at.
    pub allowances: Vec<NewAllowance>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct UserChange {
    pub employee: EmployeeChange,
    pub user_type: Option<UserType>,
    pub department: Option<DepartmentId>,
    pub profile: ProfileChange,
    pub password: Option<PasswordHash>,
    /// As in a new user; nothing changes for who is so already.
    pub active: Option<bool>,
}
