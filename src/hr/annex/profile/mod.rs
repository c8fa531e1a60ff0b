//! Profiles: what WhosOff alone says of an employee; whoever has none has the default.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::NaiveDate;

use crate::Patch;
use crate::code::coded;
use crate::id::EmployeeId;
use crate::work_pattern::Unit;

pub(crate) use store::{of, told};
pub(crate) use verbs::change_in;
pub use verbs::{change, get, list};

coded! {
    /// How far somebody's rights go; finer than the core's three levels.
    pub enum UserType("user type") {
        Staff = 100,
        Approver = 200,
        /// Also adds leave and overtime for their own staff.
        ApproverAdd = 210,
        /// Also edits and cancels leave of their own staff.
        ApproverEdit = 220,
        SuperUser = 300,
        SuperUserHub = 310,
    }
}

coded! {
    /// What somebody sees first.
    pub enum View("default view") { Department = 1, Tag = 2 }
}

coded! {
    /// In which order people are shown.
    pub enum Sorting("default sorting") {
        None = 0,
        FirstNameUp = 1,
        FirstNameDown = 2,
        LastNameUp = 3,
        LastNameDown = 4,
    }
}

coded! {
    /// What one of an employee's three persons does about their requests.
    pub enum Role("approver role") {
        None = 0,
        Approver = 1,
        LeaveApprover = 2,
        OvertimeApprover = 3,
        Notifier = 4,
        LeaveNotifier = 5,
        OvertimeNotifier = 6,
    }
}

coded! {
    /// What kind of e-mail somebody wants.
    pub enum EmailType("e-mail type") { None = 0, Text = 1, Html = 2 }
}

/// An employee's profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// "Ms".
    pub title: Option<String>,
    pub middle_name: Option<String>,
    /// What was last set; the employee's role in the company decides the level all the same.
    pub user_type: Option<UserType>,
    pub default_view: Option<View>,
    /// A department's or a tag's id, as the view says.
    pub default_view_id: Option<i64>,
    pub default_sorting: Option<Sorting>,
    /// What the employee's superior does; who that is, the employee's record says.
    pub approver_role: Role,
    pub notifier_2: Option<EmployeeId>,
    pub notifier_2_role: Role,
    pub notifier_3: Option<EmployeeId>,
    pub notifier_3_role: Role,
    pub email_type: EmailType,
    pub allowance_unit: Unit,
    pub directory_username: Option<String>,
    /// The last day as planned; the day of a resignation is in the employee's record.
    pub employment_ends_on: Option<NaiveDate>,
    /// A number that means something to the company alone.
    pub region: Option<i32>,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            title: None,
            middle_name: None,
            user_type: None,
            default_view: None,
            default_view_id: None,
            default_sorting: None,
            approver_role: Role::Approver,
            notifier_2: None,
            notifier_2_role: Role::None,
            notifier_3: None,
            notifier_3_role: Role::None,
            email_type: EmailType::Html,
            allowance_unit: Unit::Days,
            directory_username: None,
            employment_ends_on: None,
            region: None,
        }
    }
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct ProfileChange {
    pub title: Patch<String>,
    pub middle_name: Patch<String>,
    pub user_type: Option<UserType>,
    pub default_view: Option<View>,
    pub default_view_id: Patch<i64>,
    pub default_sorting: Patch<Sorting>,
    pub approver_role: Option<Role>,
    pub notifier_2: Patch<EmployeeId>,
    pub notifier_2_role: Option<Role>,
    pub notifier_3: Patch<EmployeeId>,
    pub notifier_3_role: Option<Role>,
    pub email_type: Option<EmailType>,
    pub allowance_unit: Option<Unit>,
    pub directory_username: Patch<String>,
    pub employment_ends_on: Patch<NaiveDate>,
    pub region: Patch<i32>,
}
