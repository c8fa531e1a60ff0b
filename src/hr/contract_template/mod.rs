//! Contract templates: texts that contracts are made from.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};

use crate::Patch;
use crate::id::ContractTemplateId;

pub(crate) use store::require;
pub use verbs::{change, create, delete, get, list};

/// A text that contracts are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractTemplate {
    pub id: ContractTemplateId,
    pub name: String,
    /// HTML, kept as given: it is shown to the company's own people only.
    pub content: Option<String>,
    pub active: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new template is made of.
#[derive(Clone, Debug)]
pub struct NewContractTemplate {
    pub name: String,
    pub content: Option<String>,
    pub active: bool,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct ContractTemplateChange {
    pub name: Option<String>,
    pub content: Patch<String>,
    pub active: Option<bool>,
}
