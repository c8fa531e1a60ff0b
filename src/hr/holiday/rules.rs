//! What may be said of a holiday entitlement: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{Holiday, HolidayChange, NewHoliday};
use crate::id::HolidayId;
use crate::patch::set;
use crate::{Error, Faults};

/// The entitlement that `new` describes; its id is given by the store.
pub fn create(new: NewHoliday, now: DateTime<Utc>) -> Result<Holiday, Error> {
    check(Holiday {
        id: HolidayId(0),
        employee: new.employee,
        name: new.name,
        kind: new.kind,
        first_day: new.first_day,
        last_day: new.last_day,
        created_at: now,
        updated_at: now,
    })
}

/// The entitlement after `change`.
pub fn change(
    mut it: Holiday,
    change: HolidayChange,
    now: DateTime<Utc>,
) -> Result<Holiday, Error> {
    set(&mut it.employee, change.employee);
    set(&mut it.name, change.name);
    set(&mut it.kind, change.kind);
    set(&mut it.first_day, change.first_day);
    set(&mut it.last_day, change.last_day);
    it.updated_at = now;
    check(it)
}

fn check(it: Holiday) -> Result<Holiday, Error> {
    Faults::default()
        .filled("name", &it.name)
        .check(it.first_day <= it.last_day, "last_day", "must not be before the first day")
        .result()?;
    Ok(it)
}
