//! What may be said of overtime: pure, so that tests can be tables.

use super::NewOvertime;
use crate::{Error, Faults};

/// Refuses overtime that ends before it begins or took no time.
pub fn check(it: &NewOvertime) -> Result<(), Error> {
    Faults::default()
        .check(it.first_day <= it.last_day, "last_day", "must not be before the first day")
        .check(it.minutes > 0, "minutes", "must be more than 0")
        .result()
}
