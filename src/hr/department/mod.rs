//! Departments: who leads them and who is in them; a person is in one at most.
//!
//! They are also the parts of the company's structure: whatever its kind, a part is a department,
//! and may stand below another.

mod details;
mod members;
mod rules;
mod store;
mod structure;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_structure;
mod verbs;

use chrono::{DateTime, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{DepartmentId, EmployeeId};

pub use details::{Details, details};
pub(crate) use members::{
    in_any, join, leave, members_of, of_employee, of_employees as of_employees_in,
};
pub(crate) use store::{called, known, min_staff, name, require};
pub use structure::{Part, tree};
pub(crate) use structure::{all as nodes, headed_by, headed_in, with_below};
pub use verbs::{
    all, change, create, delete, dissolve, get, list, names, of_employees, structures,
};

coded! {
    /// What a part of the company is.
    pub enum Kind("kind of department") {
        Company = 1,
        HeadOffice = 2,
        RegionalOffice = 3,
        Department = 4,
        Unit = 5,
        SubUnit = 6,
        Other = 7,
    }
}

/// Where a department stands in the company, and in the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    pub kind: Kind,
    /// The one that it is part of; never itself or one below it.
    pub parent: Option<DepartmentId>,
    /// Two letters of ISO 3166.
    pub country: Option<String>,
    /// IANA name.
    pub time_zone: Option<String>,
    pub address: Option<String>,
    /// Who heads it besides the leader, each once.
    pub further_heads: Vec<EmployeeId>,
}

/// A department at the top, of which nothing more is known.
impl Default for Structure {
    fn default() -> Self {
        Self {
            kind: Kind::Department,
            parent: None,
            country: None,
            time_zone: None,
            address: None,
            further_heads: Vec::new(),
        }
    }
}

/// A department with its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
    pub leader: EmployeeId,
    /// First and last name.
    pub leader_name: String,
    /// Where it stands in a display.
    pub order_number: Option<i32>,
    pub active: bool,
    pub description: Option<String>,
    /// The fewest people that must be at work on a day; unwatched where it is not said.
    pub min_staff: Option<i32>,
    pub structure: Structure,
    /// In the order of ids; the leader is one only where added.
    pub members: Vec<EmployeeId>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Department {
    /// Who heads it, the leader first.
    pub fn heads(&self) -> impl Iterator<Item = EmployeeId> + '_ {
        std::iter::once(self.leader).chain(self.structure.further_heads.iter().copied())
    }
}

/// What a new department is made of.
#[derive(Clone, Debug)]
pub struct NewDepartment {
    pub name: String,
    pub leader: EmployeeId,
    pub order_number: Option<i32>,
    pub active: bool,
    pub description: Option<String>,
    pub min_staff: Option<i32>,
    pub structure: Structure,
    /// They leave the department that they were in.
    pub members: Vec<EmployeeId>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct DepartmentChange {
    pub name: Option<String>,
    pub leader: Option<EmployeeId>,
    pub order_number: Patch<i32>,
    pub active: Option<bool>,
    pub description: Patch<String>,
    pub min_staff: Patch<i32>,
    pub structure: StructureChange,
    /// Replaces the whole list.
    pub members: Option<Vec<EmployeeId>>,
}

/// What is to change of where it stands; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct StructureChange {
    pub kind: Option<Kind>,
    pub parent: Patch<DepartmentId>,
    pub country: Patch<String>,
    pub time_zone: Patch<String>,
    pub address: Patch<String>,
    /// All of them, the leader first; each is a member of the department.
    pub heads: Option<Vec<EmployeeId>>,
}

/// Which departments a list shows, and in which order; the default shows all by their ids.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub kinds: Option<Vec<Kind>>,
    /// Only what is directly below one of these.
    pub parents: Option<Vec<DepartmentId>>,
    pub countries: Option<Vec<String>>,
    /// Part of the name, whatever the case.
    pub search: Option<String>,
    pub by: By,
    pub descending: bool,
}

/// What a list of departments goes by; the id decides among equals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    #[default]
    Id,
    Name,
    Kind,
}
