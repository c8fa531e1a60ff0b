//! The staff as everybody may see it: who works here, as what, and how to reach them.

mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::NaiveDate;

use crate::id::{DepartmentId, EmployeeId, PositionId};

pub(crate) use store::{of, page};
pub use verbs::list;

/// An employee as colleagues see one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    pub id: EmployeeId,
    pub first_name: String,
    pub last_name: String,
    /// Staff number.
    pub number: Option<String>,
    pub email: String,
    pub work_phone: Option<String>,
    pub position: Option<(PositionId, String)>,
    pub department: Option<(DepartmentId, String)>,
    pub hired_on: Option<NaiveDate>,
    /// In free words.
    pub gender: Option<String>,
    /// Whether they have not left.
    pub works: bool,
}

impl Colleague {
    /// First and last name.
    pub fn name(&self) -> String {
        crate::employee::full_name(&self.first_name, &self.last_name)
    }
}

/// Whom a list shows of those who have not left, and in which order; the default shows all by
/// their first names.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of these only; none at all where the list is empty.
    pub ids: Option<Vec<EmployeeId>>,
    /// Only the members of this one.
    pub department: Option<DepartmentId>,
    pub by: By,
    pub descending: bool,
}

/// What a list of staff goes by; the id decides among equals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    #[default]
    FirstName,
    LastName,
    HiredOn,
    Id,
}
