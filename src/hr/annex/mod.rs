//! What only WhosOff knows: profiles, tags, notes, restrictions, overtime, and the rules of its
//! leave types; its tables refer to the core's, and the core's to none of them.

mod absence;
pub mod allowance;
pub mod calendar;
pub mod leave_check;
pub mod leave_rule;
pub mod map;
pub mod my_staff;
pub mod note;
pub mod overtime;
mod person;
pub mod profile;
pub mod restriction;
pub mod system_message;
pub mod tag;
pub mod user;
pub mod work_report;

pub use absence::Absence;
pub use person::{Person, people_of};
