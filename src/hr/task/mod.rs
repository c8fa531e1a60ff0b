//! Things to do that the records themselves suggest: found anew each time, kept nowhere.

mod rules;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::NaiveDateTime;

use crate::id::{DocumentId, EmployeeId};
use crate::setting;

pub use verbs::list;

/// Something that somebody should do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// The caller has not said today how they are.
    SayStatus,
    /// Nobody has come yet today by the clock of the branch.
    CheckIn,
    /// The caller is there since then, by the clock of the branch.
    CheckOut { since: NaiveDateTime },
    /// The company has not set this yet.
    Set(setting::Key),
    /// A document of the caller's or of somebody they see holds no longer.
    Renew { document: DocumentId, owner: EmployeeId, name: String },
}
