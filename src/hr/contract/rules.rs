//! What may be said of a contract: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{Contract, ContractChange, NewContract, Renewal};
use crate::id::ContractId;
use crate::patch::set;
use crate::{Error, Faults};

/// The contract that `new` describes, unsigned and running; its id is given by the store.
pub fn create(new: NewContract, now: DateTime<Utc>) -> Result<Contract, Error> {
    check(Contract {
        id: ContractId(0),
        employee: new.employee,
        template: new.template,
        position: new.position,
        name: new.name,
        form: new.form,
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        accessory_url: new.accessory_url,
        is_renewal: new.is_renewal,
        signed: false,
        matured: false,
        signed_on: None,
        created_at: now,
        updated_at: now,
    })
}

/// The contract that follows `old`.
pub fn renew(old: Contract, renewal: Renewal, now: DateTime<Utc>) -> Result<Contract, Error> {
    let new = NewContract {
        employee: old.employee,
        template: Some(renewal.template),
        position: old.position,
        name: old.name,
        form: renewal.form,
        starts_at: renewal.starts_at,
        ends_at: renewal.ends_at,
        accessory_url: renewal.accessory_url,
        is_renewal: renewal.is_renewal,
    };
    create(new, now)
}

/// The contract after `change`.
pub fn change(
    mut it: Contract,
    change: ContractChange,
    now: DateTime<Utc>,
) -> Result<Contract, Error> {
    change.template.apply(&mut it.template);
    change.position.apply(&mut it.position);
    change.name.apply(&mut it.name);
    change.form.apply(&mut it.form);
    set(&mut it.starts_at, change.starts_at);
    set(&mut it.ends_at, change.ends_at);
    change.accessory_url.apply(&mut it.accessory_url);
    set(&mut it.signed, change.signed);
    set(&mut it.matured, change.matured);
    change.signed_on.apply(&mut it.signed_on);
    it.updated_at = now;
    check(it)
}

fn check(it: Contract) -> Result<Contract, Error> {
    Faults::default()
        .check(it.starts_at < it.ends_at, "ends_at", "must be after the start")
        .result()?;
    Ok(it)
}
