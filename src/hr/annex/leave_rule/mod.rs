//! The rules of a leave type that WhosOff alone knows; a type without any has the default, which
//! forbids nothing.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use super::profile::UserType;

pub(crate) use store::all as all_in;
pub use verbs::{all, create, get, set};

/// The rules of one leave type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveRule {
    /// The API's own code of how an allowance is deducted: 0 to 2.
    pub deduct_allowance: i16,
    /// The most minutes in one request; 0 is no limit.
    pub consecutive_minutes: i32,
    /// The fewest minutes in one request; 0 is no limit.
    pub minimum_minutes: i32,
    /// Whether it may overlap with other leave of the same employee.
    pub concurrent: bool,
    pub notes_visible_to: UserType,
    /// Who may ask for it.
    pub available_to: UserType,
    pub seen_by: UserType,
    /// Days from the request to the first day off; none where it is not above 0.
    pub notice_days: i32,
    /// Days before the first day off in which it can be cancelled no more.
    pub cancellation_days: i32,
    /// Whether a department's minimum of people is watched.
    pub counts_for_department: bool,
    pub note_required: bool,
    /// Who gets an e-mail: the API's own code, 0 to 4.
    pub email_request: i16,
    pub email_approve: i16,
    pub email_cancel: i16,
    pub staff_url: Option<String>,
    pub staff_note: Option<String>,
    pub approver_url: Option<String>,
    pub approver_note: Option<String>,
    pub message: Option<String>,
}

impl Default for LeaveRule {
    fn default() -> Self {
        Self {
            deduct_allowance: 1,
            consecutive_minutes: 0,
            minimum_minutes: 0,
            concurrent: false,
            notes_visible_to: UserType::Staff,
            available_to: UserType::Staff,
            seen_by: UserType::Staff,
            notice_days: 0,
            cancellation_days: 0,
            counts_for_department: false,
            note_required: false,
            email_request: 0,
            email_approve: 0,
            email_cancel: 0,
            staff_url: None,
            staff_note: None,
            approver_url: None,
            approver_note: None,
            message: None,
        }
    }
}
