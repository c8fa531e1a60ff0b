//! What may be said of a contract template: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{ContractTemplate, ContractTemplateChange, NewContractTemplate};
use crate::id::ContractTemplateId;
use crate::patch::set;
use crate::{Error, Faults};

/// The template that `new` describes; its id is given by the store.
pub fn create(new: NewContractTemplate, now: DateTime<Utc>) -> Result<ContractTemplate, Error> {
    check(ContractTemplate {
        id: ContractTemplateId(0),
        name: new.name,
        content: new.content,
        active: new.active,
        created_at: now,
        updated_at: now,
    })
}

/// The template after `change`.
pub fn change(
    mut it: ContractTemplate,
    change: ContractTemplateChange,
    now: DateTime<Utc>,
) -> Result<ContractTemplate, Error> {
    set(&mut it.name, change.name);
    change.content.apply(&mut it.content);
    set(&mut it.active, change.active);
    it.updated_at = now;
    check(it)
}

fn check(it: ContractTemplate) -> Result<ContractTemplate, Error> {
    Faults::default().filled("name", &it.name).result()?;
    Ok(it)
}
