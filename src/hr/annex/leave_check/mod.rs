//! Whether somebody may be off: WhosOff's rules for a request, before and when it is made.

mod facts;
mod rules;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::NaiveDateTime;
use rust_decimal::Decimal;

use super::profile::UserType;
use crate::id::{EmployeeId, LeaveRequestId, LeaveTypeId};
use crate::leave::{LeaveRequest, Status};

pub use verbs::{check, submit};

/// Leave that somebody would like to have.
#[derive(Clone, Debug)]
pub struct NewLeave {
    /// The request that it takes the place of, where one is edited.
    pub leave: Option<LeaveRequestId>,
    pub employee: EmployeeId,
    pub leave_type: LeaveTypeId,
    pub starts_at: NaiveDateTime,
    /// Always after the start.
    pub ends_at: NaiveDateTime,
    pub note: Option<String>,
}

/// Who asks, and in which capacity.
#[derive(Clone, Copy, Debug)]
pub struct Asker {
    pub user_type: UserType,
    /// Whether the rights of the user type are used; without, everybody asks as staff.
    pub admin: bool,
}

impl Asker {
    /// Whether the rules for staff do not hold: approvers who may add leave, and super users.
    pub fn overrides(self) -> bool {
        self.admin && self.user_type >= UserType::ApproverAdd
    }
}

/// Why leave is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The employee is not one of the company's, or has left.
    UnknownEmployee,
    /// The leave type is not one of the company's, or is not active.
    UnknownType,
    /// The end is not after the start.
    Backwards,
    /// There is other leave at the time.
    Overlap,
    /// The leave type is not for this user type.
    NotAvailable,
    NoticeTooShort,
    NoteRequired,
    TooLong,
    TooShort,
    /// Somebody is off with whom the employee may not be off.
    Restricted,
    /// Too few of the department would be at work.
    DepartmentShort,
    /// Nothing was ever granted.
    NoAllowance,
    /// More than is left.
    AllowanceExceeded,
    /// The allowance is locked.
    AllowanceLocked,
}

impl Reason {
    /// The code of the reason; `004a` is the API's own.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnknownEmployee => "leave_user",
            Self::UnknownType => "leave_type",
            Self::Backwards => "leave_period",
            Self::Overlap => "leave_overlap",
            Self::NotAvailable => "leave_available",
            Self::NoticeTooShort => "leave_notice",
            Self::NoteRequired => "leave_note",
            Self::TooLong => "leave_consecutive",
            Self::TooShort => "leave_minimum",
            Self::Restricted => "leave_restriction",
            Self::DepartmentShort => "leave_department",
            Self::NoAllowance => "004a",
            Self::AllowanceExceeded => "leave_allowance",
            Self::AllowanceLocked => "leave_locked",
        }
    }

    /// The reason in a sentence.
    pub fn text(self) -> &'static str {
        match self {
            Self::UnknownEmployee => "The user does not exist or is disabled.",
            Self::UnknownType => "The leave type does not exist or is not active.",
            Self::Backwards => "The end must be after the start.",
            Self::Overlap => "There is other leave at the same time.",
            Self::NotAvailable => "The leave type is not available to the user.",
            Self::NoticeTooShort => "The leave starts before its notice period is over.",
            Self::NoteRequired => "The leave type requires a note.",
            Self::TooLong => "The leave is longer than the leave type allows.",
            Self::TooShort => "The leave is shorter than the leave type allows.",
            Self::Restricted => "A user with a restriction is off at the same time.",
            Self::DepartmentShort => "Too few people of the department would be at work.",
            Self::NoAllowance => "No allowances set.",
            Self::AllowanceExceeded => "The remaining allowance is too small.",
            Self::AllowanceLocked => "The allowance is locked.",
        }
    }
}

/// What leave would be, were it asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Days of work that it takes.
    pub days: Decimal,
    pub status: Status,
}

/// What is said of leave before it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    Possible(Forecast),
    /// Never empty.
    Refused(Vec<Reason>),
}

/// What became of leave that was submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submitted {
    Made(Box<LeaveRequest>),
    /// Nothing was written; never empty.
    Refused(Vec<Reason>),
}
