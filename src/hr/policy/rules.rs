//! What may happen to a policy: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{Audience, NewPolicy, Policy, PolicyChange, Status};
use crate::id::PolicyId;
use crate::patch::set;
use crate::{Error, Faults};

/// The draft that `new` describes; its id is given by the store.
pub fn create(new: NewPolicy, now: DateTime<Utc>) -> Result<Policy, Error> {
    check(Policy {
        id: PolicyId(0),
        title: new.title,
        audience: new.audience,
        departments: new.departments,
        employees: new.employees,
        attachment: new.attachment,
        effective_on: new.effective_on,
        acknowledge_by: new.acknowledge_by,
        mandatory: new.mandatory,
        reset_acknowledgements: new.reset_acknowledgements,
        status: Status::Draft,
        created_at: now,
        updated_at: now,
    })
}

/// The policy after `change`.
pub fn change(mut it: Policy, change: PolicyChange, now: DateTime<Utc>) -> Result<Policy, Error> {
    set(&mut it.title, change.title);
    set(&mut it.audience, change.audience);
    set(&mut it.departments, change.departments);
    set(&mut it.employees, change.employees);
    change.attachment.apply(&mut it.attachment);
    change.effective_on.apply(&mut it.effective_on);
    change.acknowledge_by.apply(&mut it.acknowledge_by);
    set(&mut it.mandatory, change.mandatory);
    set(&mut it.reset_acknowledgements, change.reset_acknowledgements);
    set(&mut it.status, change.status);
    it.updated_at = now;
    check(it)
}

/// Only an active policy can be acknowledged.
pub fn acknowledge(it: &Policy) -> Result<(), Error> {
    match it.status {
        Status::Active => Ok(()),
        Status::Draft => Err(Error::wrong_state("the policy is still a draft")),
        Status::Archived => Err(Error::wrong_state("the policy is archived")),
    }
}

fn check(mut it: Policy) -> Result<Policy, Error> {
    Faults::default().filled("title", &it.title).result()?;
    // Callers send both lists with any audience; only the one that fits means something.
    if it.audience != Audience::Departments {
        it.departments.clear();
    }
    if it.audience != Audience::Employees {
        it.employees.clear();
    }
    it.departments.sort_unstable();
    it.departments.dedup();
    it.employees.sort_unstable();
    it.employees.dedup();
    Ok(it)
}
