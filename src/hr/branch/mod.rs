//! Branches: the places where a company works, each with its time zone and perhaps a fence.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;
mod zones;

use chrono::{DateTime, Utc};

use crate::Patch;
use crate::id::BranchId;

pub(crate) use store::{find, require};
pub use verbs::{all, change, create, delete, get, list};
pub(crate) use zones::{Zones, local, moment, zone};

/// A place of the company.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    pub id: BranchId,
    pub name: String,
    /// The company's own code.
    pub code: Option<String>,
    pub address: Option<String>,
    /// Degrees, north positive; known together with the longitude or not at all.
    pub latitude: Option<f64>,
    /// Degrees, east positive.
    pub longitude: Option<f64>,
    /// How far from its place the branch reaches, in metres; without it there is no fence.
    pub radius_m: Option<i32>,
    /// The IANA name of the zone in which its days begin.
    pub time_zone: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new branch is made of.
#[derive(Clone, Debug)]
pub struct NewBranch {
    pub name: String,
    pub code: Option<String>,
    pub address: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub radius_m: Option<i32>,
    pub time_zone: String,
}

impl NewBranch {
    /// A branch of which nothing but name and time zone is known.
    pub fn new(name: &str, time_zone: &str) -> Self {
        Self {
            name: name.to_owned(),
            code: None,
            address: None,
            latitude: None,
            longitude: None,
            radius_m: None,
            time_zone: time_zone.to_owned(),
        }
    }
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct BranchChange {
    pub name: Option<String>,
    pub code: Patch<String>,
    pub address: Patch<String>,
    pub latitude: Patch<f64>,
    pub longitude: Patch<f64>,
    pub radius_m: Patch<i32>,
    pub time_zone: Option<String>,
}
