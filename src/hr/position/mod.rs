//! Positions: the posts that a company has, with what they ask for and what they pay.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::Patch;
use crate::id::PositionId;

pub(crate) use store::{called, require};
pub use verbs::{all, change, create, delete, get, list, named};

/// A post of the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    pub id: PositionId,
    /// The company's own code.
    pub code: Option<String>,
    pub name: String,
    pub responsibilities: String,
    /// Never above the maximum where both are known; four decimals.
    pub minimum_salary: Option<Decimal>,
    pub maximum_salary: Option<Decimal>,
    pub currency: Option<String>,
    pub remarks: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new position is made of.
#[derive(Clone, Debug, Default)]
pub struct NewPosition {
    pub code: Option<String>,
    pub name: String,
    pub responsibilities: String,
    pub minimum_salary: Option<Decimal>,
    pub maximum_salary: Option<Decimal>,
    pub currency: Option<String>,
    pub remarks: Option<String>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct PositionChange {
    pub code: Patch<String>,
    pub name: Option<String>,
    pub responsibilities: Option<String>,
    pub minimum_salary: Patch<Decimal>,
    pub maximum_salary: Patch<Decimal>,
    pub currency: Patch<String>,
    pub remarks: Patch<String>,
}
