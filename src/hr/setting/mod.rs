//! Settings: switches and texts that say how a company works, each known by a fixed name.
//!
//! Which settings there are stands in the code, because something must obey each of them; the
//! database holds what a company has changed.

mod catalogue;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use crate::code::coded;

pub(crate) use store::{find as several, on};
pub use verbs::{get, list, save};

coded! {
    /// Which setting; the code is the id by which callers know it.
    pub enum Key("setting") {
        CompanyName = 1,
        CompanyLogo = 2,
        MobileLocation = 3,
        LeaveMultiLevel = 4,
        LeaveIndirectAdmins = 5,
        LeaveManagerApproves = 6,
        ExpensePreApprove = 7,
        ExpenseMultiLevel = 8,
        ProjectsForAll = 9,
        TimesheetCrossCheck = 10,
        RestApi = 11,
        SmtpPassword = 12,
        MobileLeave = 13,
        MobileAttendance = 14,
        MobileDirectory = 15,
        MobileExpenses = 16,
    }
}

/// What a setting holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `0` for off, `1` for on.
    Switch,
    Text,
    /// Of something on the web: `https://…`.
    Address,
    /// A text that is kept encrypted and never shown.
    Secret,
}

/// What is fixed of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// Group and name: `Company: Name`.
    pub name: &'static str,
    /// What it does, and what obeys it.
    pub description: &'static str,
    pub kind: Kind,
    /// What holds until the company changes it.
    pub default: &'static str,
}

/// A setting as it stands in a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub key: Key,
    /// None for a secret, whether or not there is one.
    pub value: Option<String>,
    /// Whether the company has ever set it.
    pub changed: bool,
}

impl Key {
    /// The number by which callers know the setting.
    pub fn id(self) -> i64 {
        self.code().into()
    }

    /// The setting with this number.
    pub fn of(id: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.id() == id)
    }
}
