//! What may be said of a work pattern: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{NewWorkPattern, WorkPattern};
use crate::id::WorkPatternId;
use crate::{Error, Faults};

/// Minutes of a whole day.
const DAY: i32 = 1440;

/// The pattern that `new` describes; its id is given by the store.
pub fn create(new: NewWorkPattern, now: DateTime<Utc>) -> Result<WorkPattern, Error> {
    let possible = new.minutes.iter().all(|minutes| (0..=DAY).contains(minutes));
    Faults::default().check(possible, "minutes", "must be from 0 to 1440 on every day").result()?;
    Ok(WorkPattern {
        id: WorkPatternId(0),
        employee: new.employee,
        starts_on: new.starts_on,
        minutes: new.minutes,
        unit: new.unit,
        labels: new.labels,
        created_at: now,
        updated_at: now,
    })
}
