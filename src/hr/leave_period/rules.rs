//! What may be said of a leave period: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{LeavePeriod, LeavePeriodChange, NewLeavePeriod};
use crate::id::LeavePeriodId;
use crate::patch::set;
use crate::{Error, Faults};

/// The period that `new` describes; its id is given by the store.
pub fn create(new: NewLeavePeriod, now: DateTime<Utc>) -> Result<LeavePeriod, Error> {
    check(LeavePeriod {
        id: LeavePeriodId(0),
        name: new.name,
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        active: new.active,
        created_at: now,
        updated_at: now,
    })
}

/// The period after `change`.
pub fn change(
    mut it: LeavePeriod,
    change: LeavePeriodChange,
    now: DateTime<Utc>,
) -> Result<LeavePeriod, Error> {
    set(&mut it.name, change.name);
    set(&mut it.starts_on, change.starts_on);
    set(&mut it.ends_on, change.ends_on);
    set(&mut it.active, change.active);
    it.updated_at = now;
    check(it)
}

fn check(it: LeavePeriod) -> Result<LeavePeriod, Error> {
    Faults::default()
        .filled("name", &it.name)
        .check(it.starts_on <= it.ends_on, "ends_on", "must not be before the start")
        .result()?;
    Ok(it)
}
