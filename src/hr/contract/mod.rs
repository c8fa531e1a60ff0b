//! Employment contracts: signed or pending, running, expired, renewed.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{ContractId, ContractTemplateId, EmployeeId};

pub use verbs::{change, create, delete, get, list, list_expired, renew};

coded! {
    /// What the contract is written on.
    pub enum Form("contract form") {
        Paper = 1,
        Electronic = 2,
    }
}

/// A contract of one employee. Times are the company's own, without a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    pub id: ContractId,
    pub employee: EmployeeId,
    pub template: Option<ContractTemplateId>,
    /// The post as the contract words it, not a position's id.
    pub position: Option<String>,
    pub name: Option<String>,
    pub form: Option<Form>,
    pub starts_at: NaiveDateTime,
    /// Always after the start.
    pub ends_at: NaiveDateTime,
    /// Where the written contract lies.
    pub accessory_url: Option<String>,
    pub is_renewal: bool,
    pub signed: bool,
    /// Marked as over, whatever its end says.
    pub matured: bool,
    /// A date or a date and time, as it was given.
    pub signed_on: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new contract is made of.
#[derive(Clone, Debug)]
pub struct NewContract {
    pub employee: EmployeeId,
    pub template: Option<ContractTemplateId>,
    pub position: Option<String>,
    pub name: Option<String>,
    pub form: Option<Form>,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub accessory_url: Option<String>,
    pub is_renewal: bool,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct ContractChange {
    pub template: Patch<ContractTemplateId>,
    pub position: Patch<String>,
    pub name: Patch<String>,
    pub form: Patch<Form>,
    pub starts_at: Option<NaiveDateTime>,
    pub ends_at: Option<NaiveDateTime>,
    pub accessory_url: Patch<String>,
    pub signed: Option<bool>,
    pub matured: Option<bool>,
    pub signed_on: Patch<String>,
}

/// What a renewal says for itself; the rest carries over.
#[derive(Clone, Debug)]
pub struct Renewal {
    pub template: ContractTemplateId,
    pub form: Option<Form>,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub accessory_url: Option<String>,
    /// Whether the new contract counts as a renewal; it does unless told otherwise.
    pub is_renewal: bool,
}
