//! What only WhosOff knows: profiles, tags, notes, restrictions, overtime, and the rules of its
//! leave types; its tables refer to the core's, and the core's to none of them.

mod countries;
pub mod country;
pub mod leave_rule;
pub mod note;
pub mod overtime;
mod person;
pub mod profile;
pub mod restriction;
pub mod system_message;
pub mod tag;

pub use person::Person;
