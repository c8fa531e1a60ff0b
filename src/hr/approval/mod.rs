//! Approval: who decides on what employees ask for, level by level, and the log of it.
//!
//! Leave and expenses are decided by the same rules; each noun keeps whose word it waits for.

mod log;
mod rules;
mod settings;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

use crate::code::coded;
use crate::id::EmployeeId;

pub(crate) use log::{clear, note, of};
pub(crate) use rules::{Case, chain, decide, withdraw};
pub(crate) use settings::{Approvers, Settings, approvers_of, may_ask, settings};

coded! {
    /// What is asked for.
    pub enum Kind("approval kind") { Leave = 1, Expense = 2 }
}

coded! {
    /// Where something that was asked for stands.
    ///
    /// Pending becomes processing, approved, rejected or cancelled, and so does processing, only
    /// that it cannot be cancelled; approved becomes a request to cancel, which ends as cancelled
    /// or as approved again.
    pub enum Stage("approval stage") {
        /// Nobody has decided yet.
        Pending = 1,
        Approved = 2,
        Rejected = 3,
        Cancelled = 4,
        /// Approved still, but the employee wants to take it back.
        CancelRequested = 5,
        /// Some have approved, others have not decided yet.
        Processing = 6,
    }
}

coded! {
    /// What was decided.
    pub enum Decision("decision") { Approved = 1, Rejected = 2 }
}

/// One line of the log: a stage that something left for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub from: Stage,
    pub to: Stage,
    /// Whose doing it was; unknown where nobody stands behind the client.
    pub by: Option<By>,
    pub note: Option<String>,
    pub at: DateTime<Utc>,
}

/// Whoever changed a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    pub employee: EmployeeId,
    /// First and last name.
    pub name: String,
}
