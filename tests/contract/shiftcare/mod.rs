//! ShiftCare's API: every operation called through its SDK, what it means to the business, and the
//! facts that are this vendor's only.

mod access;
mod authentication;
mod companies;
mod company_settings;
mod contract_templates;
mod contracts;
mod departments;
mod documents;
mod emergency_contacts;
mod employees;
mod files;
mod holidays;
mod job_listings;
mod leave_requests;
mod leave_types;
mod limits;
mod menus;
mod policies;
mod positions;
mod provoked;
mod roles;
mod state;
mod watched;

pub use limits::PROOFS;
pub use provoked::provoked;
