//! Qualifications: what people can, by a list that the company keeps, and who has which.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::NaiveDate;

use crate::code::coded;
use crate::id::{EmployeeId, EmployeeQualificationId, QualificationId};

pub(crate) use store::clear;
pub use verbs::{add, all, define, list};

coded! {
    /// What sort of thing somebody can.
    pub enum Kind("kind of qualification") {
        Skill = 1,
        Education = 2,
        Certification = 3,
        Language = 4,
    }
}

/// Something of the company's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualification {
    pub id: QualificationId,
    pub kind: Kind,
    /// Unique in the company among those of the kind, whatever the case.
    pub name: String,
}

/// How well somebody knows a language, in the company's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    pub reading: Option<String>,
    pub speaking: Option<String>,
    pub writing: Option<String>,
    pub understanding: Option<String>,
}

/// A qualification that somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub id: EmployeeQualificationId,
    pub employee: EmployeeId,
    /// First and last name.
    pub employee_name: String,
    pub qualification: QualificationId,
    /// What the qualification is called.
    pub name: String,
    pub details: Option<String>,
    pub institute: Option<String>,
    /// When it began or was granted; not after the end.
    pub starts_on: Option<NaiveDate>,
    /// When it ended or expires.
    pub ends_on: Option<NaiveDate>,
    pub levels: Levels,
}

/// What somebody can from now on.
#[derive(Clone, Debug)]
pub struct NewHeld {
    pub employee: EmployeeId,
    pub qualification: QualificationId,
    pub details: Option<String>,
    pub institute: Option<String>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub levels: Levels,
}

impl NewHeld {
    /// A qualification of which nothing else is known.
    pub fn new(employee: EmployeeId, qualification: QualificationId) -> Self {
        Self {
            employee,
            qualification,
            details: None,
            institute: None,
            starts_on: None,
            ends_on: None,
            levels: Levels::default(),
        }
    }
}

/// What a list is sorted by; the id decides between equals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Id,
    /// The id of the qualification.
    Qualification,
    StartsOn,
    EndsOn,
}

/// Which of somebody's qualifications a list shows and how; the default shows all, by id.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub ids: Option<Vec<EmployeeQualificationId>>,
    pub qualifications: Option<Vec<QualificationId>>,
    pub sort: Sort,
    pub descending: bool,
}
