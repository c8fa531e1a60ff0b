//! Every operation of ShiftCare's API called through its SDK, and what it means to the business.

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
mod menus;
mod policies;
mod positions;
mod roles;
mod watched;
