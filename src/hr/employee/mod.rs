//! Employees: the people of a company, from hire to resignation.
//!
//! New employees are active; offboarding makes them resigned, restoring makes them active again.
//! A deleted employee is in no list and found by no id, but keeps its name for what refers to it.

pub mod contact;
mod directory;
mod persons;
pub mod record;
mod reference;
mod rules;
mod store;
#[cfg(test)]
pub(crate) mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{BranchId, DepartmentId, EmployeeId, PositionId, RoleId};

pub use directory::{Match, enrol, matching, provision};
pub(crate) use persons::{approvers_of, indirect_managers_of, indirect_reports};
pub(crate) use reference::{
    all_names, branch_of, branches, first_admin, full_name, hired_on, holds, is_at, known,
    level_of, names, reports_to, require, require_all, superior_of, working, working_ids, works,
};
pub use verbs::{
    all, change, create, delete, find_by, get, list, names_of, offboard, reports, restore,
};
pub(crate) use verbs::{change_in, create_in, delete_in, offboard_in, restore_in};

coded! {
    /// Where an employee stands.
    pub enum Status("employee status") {
        Active = 1,
        /// On the way out; some APIs know it, none of the verbs leads here yet.
        Offboarding = 2,
        Resigned = 3,
    }
}

coded! {
    /// How an employee is employed.
    pub enum Employment("employment") { FullTime = 1, PartTime = 2, Internship = 3 }
}

/// A person of the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employee {
    pub id: EmployeeId,
    pub first_name: String,
    /// Empty for whoever has one name only.
    pub last_name: String,
    /// Unique in the company without regard to case.
    pub email: String,
    /// The name to sign in with; unique in the company without regard to case.
    pub username: Option<String>,
    pub role: RoleId,
    pub status: Status,
    pub phone: Option<String>,
    pub phone_code: Option<String>,
    pub work_phone: Option<String>,
    pub work_phone_code: Option<String>,
    /// In free words; not one of the company's positions.
    pub job_title: Option<String>,
    pub employment: Option<Employment>,
    pub hired_on: Option<NaiveDate>,
    /// Only while resigned.
    pub resigned_on: Option<NaiveDate>,
    pub resignation_reason: Option<String>,
    /// The employee's id in another system.
    pub external_id: Option<String>,
    pub country: Option<String>,
    pub address1: Option<String>,
    pub address2: Option<String>,
    pub city: Option<String>,
    pub province: Option<String>,
    pub postal_code: Option<String>,
    /// What they like to be called.
    pub preferred_name: Option<String>,
    /// Staff number; unique in the company without regard to case.
    pub number: Option<String>,
    /// Whom they report to.
    pub manager: Option<EmployeeId>,
    pub branch: Option<BranchId>,
    /// One of the company's positions.
    pub position: Option<PositionId>,
    /// What a directory calls the account where that is not the e-mail address; no two accounts
    /// of the company are called the same, whatever the case.
    pub directory_name: Option<String>,
    /// The whole name where it is written otherwise than first and last.
    pub full_name: Option<String>,
    /// Who decides about their requests, one after the other; three at most.
    pub approvers: Vec<EmployeeId>,
    /// To whom they report besides their manager.
    pub indirect_managers: Vec<EmployeeId>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// An employee as lists show one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub id: EmployeeId,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub phone: Option<String>,
    pub phone_code: Option<String>,
    pub status: Status,
    pub employment: Option<Employment>,
    pub role: RoleId,
    pub job_title: Option<String>,
    pub hired_on: Option<NaiveDate>,
    pub preferred_name: Option<String>,
    pub number: Option<String>,
    pub manager: Option<EmployeeId>,
    pub branch: Option<BranchId>,
    pub position: Option<PositionId>,
    pub full_name: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Which employees a list shows; the default shows all.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub status: Option<Status>,
    /// Part of a name, an e-mail address or a staff number, whatever the case.
    pub search: Option<String>,
    pub department: Option<DepartmentId>,
    /// Only who reports to this one.
    pub manager: Option<EmployeeId>,
    /// Only these; none at all where the list is empty.
    pub ids: Option<Vec<EmployeeId>>,
}

/// What an employee can be found by besides the id; none but the external id minds the case.
#[derive(Clone, Debug)]
pub enum Key {
    Email(String),
    Username(String),
    Number(String),
    /// The first who has it, because nothing keeps it unique.
    External(String),
}

/// What a new employee is made of.
#[derive(Clone, Debug)]
pub struct NewEmployee {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub username: Option<String>,
    pub role: RoleId,
    pub phone: Option<String>,
    pub phone_code: Option<String>,
    pub work_phone: Option<String>,
    pub work_phone_code: Option<String>,
    pub job_title: Option<String>,
    pub employment: Option<Employment>,
    pub hired_on: Option<NaiveDate>,
    pub external_id: Option<String>,
    pub country: Option<String>,
    pub address1: Option<String>,
    pub address2: Option<String>,
    pub city: Option<String>,
    pub province: Option<String>,
    pub postal_code: Option<String>,
    pub preferred_name: Option<String>,
    pub number: Option<String>,
    pub manager: Option<EmployeeId>,
    pub branch: Option<BranchId>,
    pub position: Option<PositionId>,
    pub directory_name: Option<String>,
    pub full_name: Option<String>,
    pub approvers: Vec<EmployeeId>,
    pub indirect_managers: Vec<EmployeeId>,
}

impl Employee {
    /// The whole name, as it is written or of its parts.
    pub fn whole_name(&self) -> String {
        whole(self.full_name.as_deref(), &self.first_name, &self.last_name)
    }

    /// What a directory calls the account: the e-mail address unless it is called otherwise.
    pub fn account_name(&self) -> &str {
        self.directory_name.as_deref().unwrap_or(&self.email)
    }
}

impl Summary {
    /// The whole name, as it is written or of its parts.
    pub fn whole_name(&self) -> String {
        whole(self.full_name.as_deref(), &self.first_name, &self.last_name)
    }
}

fn whole(full: Option<&str>, first: &str, last: &str) -> String {
    full.map_or_else(|| reference::full_name(first, last), str::to_owned)
}

impl NewEmployee {
    /// An employee of whom nothing but the required is known.
    pub fn new(first_name: &str, last_name: &str, email: &str, role: RoleId) -> Self {
        Self {
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            email: email.to_owned(),
            role,
            username: None,
            phone: None,
            phone_code: None,
            work_phone: None,
            work_phone_code: None,
            job_title: None,
            employment: None,
            hired_on: None,
            external_id: None,
            country: None,
            address1: None,
            address2: None,
            city: None,
            province: None,
            postal_code: None,
            preferred_name: None,
            number: None,
            manager: None,
            branch: None,
            position: None,
            directory_name: None,
            full_name: None,
            approvers: Vec::new(),
            indirect_managers: Vec::new(),
        }
    }
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct EmployeeChange {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub email: Option<String>,
    pub username: Patch<String>,
    pub role: Option<RoleId>,
    pub phone: Patch<String>,
    pub phone_code: Patch<String>,
    pub work_phone: Patch<String>,
    pub work_phone_code: Patch<String>,
    pub job_title: Patch<String>,
    pub employment: Patch<Employment>,
    pub hired_on: Patch<NaiveDate>,
    pub external_id: Patch<String>,
    pub country: Patch<String>,
    pub address1: Patch<String>,
    pub address2: Patch<String>,
    pub city: Patch<String>,
    pub province: Patch<String>,
    pub postal_code: Patch<String>,
    pub preferred_name: Patch<String>,
    pub number: Patch<String>,
    pub manager: Patch<EmployeeId>,
    pub branch: Patch<BranchId>,
    pub position: Patch<PositionId>,
    pub directory_name: Patch<String>,
    pub full_name: Patch<String>,
    pub approvers: Option<Vec<EmployeeId>>,
    pub indirect_managers: Option<Vec<EmployeeId>>,
}

/// How somebody leaves.
#[derive(Clone, Debug, Default)]
pub struct Resignation {
    /// The last day; today where it is not said.
    pub on: Option<NaiveDate>,
    pub reason: Option<String>,
}
