//! The core: one HR record and everything that may happen to it, without a word of HTTP.

#![deny(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod access;
pub mod annex;
pub mod announcement;
pub mod approval;
pub mod asset;
pub mod attendance;
pub mod audit;
pub mod balance;
pub mod branch;
pub mod clock;
pub mod code;
pub mod company;
pub mod contract;
pub mod contract_template;
pub mod country;
pub mod currency;
pub mod daily_status;
pub mod db;
pub mod department;
pub mod document;
pub mod employee;
mod entity;
mod error;
pub mod expense;
pub mod file;
mod fixed;
pub mod holiday;
mod hr;
mod html;
pub mod id;
pub mod insight;
pub mod job_listing;
pub mod leave;
pub mod leave_period;
pub mod leave_type;
mod link;
pub mod menu;
pub mod notification;
pub mod overview;
pub mod page;
pub mod patch;
pub mod payroll;
pub mod policy;
pub mod position;
pub mod project;
pub mod qualification;
pub mod role;
pub mod setting;
pub mod sight;
pub mod staff;
pub mod task;
pub mod team;
#[cfg(test)]
mod testing;
pub mod timesheet;
pub mod vault;
pub mod webhook;
mod who;
pub mod work_pattern;

pub use clock::{Clock, Random};
pub use error::{Error, Fault, Faults};
pub(crate) use hr::Write;
pub use hr::{Hr, Settings};
pub use link::Link;
pub use page::{Page, PageRequest};
pub use patch::Patch;
pub use vault::Vault;
pub use who::{Actor, Who};
