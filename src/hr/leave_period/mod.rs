//! Leave periods: the times within which leave is granted and taken; no two of them overlap.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};

use crate::id::LeavePeriodId;

pub(crate) use store::{current, holding};
pub use verbs::{all, change, create, delete, get};

/// A time within which leave is granted and taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeavePeriod {
    pub id: LeavePeriodId,
    pub name: String,
    pub starts_on: NaiveDate,
    /// The last day; not before the first.
    pub ends_on: NaiveDate,
    /// Whether leave can be asked for in it.
    pub active: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl LeavePeriod {
    /// Whether a day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        (self.starts_on..=self.ends_on).contains(&day)
    }
}

/// What a new period is made of.
#[derive(Clone, Debug)]
pub struct NewLeavePeriod {
    pub name: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub active: bool,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct LeavePeriodChange {
    pub name: Option<String>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub active: Option<bool>,
}
