//! What may be said of a team: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::store::Row;
use super::{NewTeam, TeamChange};
use crate::id::TeamId;
use crate::patch::set;
use crate::{Error, Faults};

/// The team that `new` describes; its id is given by the store.
pub fn create(new: NewTeam, now: DateTime<Utc>) -> Result<Row, Error> {
    check(Row {
        id: TeamId(0),
        name: new.name,
        description: new.description,
        lead: new.lead,
        department: new.department,
        status: new.status,
        created_at: now,
        updated_at: now,
    })
}

/// The team after `change`.
pub fn change(mut it: Row, change: TeamChange, now: DateTime<Utc>) -> Result<Row, Error> {
    set(&mut it.name, change.name);
    change.description.apply(&mut it.description);
    change.lead.apply(&mut it.lead);
    change.department.apply(&mut it.department);
    set(&mut it.status, change.status);
    it.updated_at = now;
    check(it)
}

fn check(it: Row) -> Result<Row, Error> {
    Faults::default().filled("name", &it.name).result()?;
    Ok(it)
}
