//! What may be said of qualifications: pure, so that tests can be tables.

use super::{Kind, NewHeld};
use crate::{Error, Faults};

/// Refuses a qualification without a name.
pub fn define(name: &str) -> Result<(), Error> {
    Faults::default().filled("name", name).result()
}

/// Refuses an end before the start, and what the employee has already.
pub fn add(new: &NewHeld, kind: Kind, has_it: bool) -> Result<(), Error> {
    let ordered = new.starts_on.zip(new.ends_on).is_none_or(|(from, to)| from <= to);
    Faults::default().check(ordered, "ends_on", "must not be before the start").result()?;
    // One may learn the same twice, at two places.
    match has_it && kind != Kind::Education {
        true => Err(Error::Duplicate { field: "qualification" }),
        false => Ok(()),
    }
}
