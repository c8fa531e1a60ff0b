//! A company at a glance: how many people and parts it has, and who is there today.

mod store;
#[cfg(test)]
mod tests;
mod verbs;

use std::collections::BTreeMap;

use crate::department::Kind;

pub use verbs::overview;

/// A company, or what somebody heads of it, in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    pub company_name: String,
    /// Who have not left.
    pub active: u64,
    /// Those who have left included.
    pub employees: u64,
    /// How many parts of each kind there are; kinds without any are absent.
    pub parts: BTreeMap<Kind, usize>,
    pub on_leave_today: usize,
    /// Who have come today and not gone.
    pub checked_in_today: usize,
    /// Who were hired this month and have not left.
    pub new_this_month: u64,
}
