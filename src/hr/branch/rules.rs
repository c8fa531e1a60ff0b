//! What may be said of a branch: pure, so that tests can be tables.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{Branch, BranchChange, NewBranch};
use crate::id::BranchId;
use crate::patch::set;
use crate::{Error, Faults};

/// The branch that `new` describes; its id is given by the store.
pub fn create(new: NewBranch, now: DateTime<Utc>) -> Result<Branch, Error> {
    check(Branch {
        id: BranchId(0),
        name: new.name,
        code: new.code,
        address: new.address,
        latitude: new.latitude,
        longitude: new.longitude,
        radius_m: new.radius_m,
        time_zone: new.time_zone,
        created_at: now,
        updated_at: now,
    })
}

/// The branch after `change`.
pub fn change(mut it: Branch, change: BranchChange, now: DateTime<Utc>) -> Result<Branch, Error> {
    set(&mut it.name, change.name);
    change.code.apply(&mut it.code);
    change.address.apply(&mut it.address);
    change.latitude.apply(&mut it.latitude);
    change.longitude.apply(&mut it.longitude);
    change.radius_m.apply(&mut it.radius_m);
    set(&mut it.time_zone, change.time_zone);
    it.updated_at = now;
    check(it)
}

fn check(it: Branch) -> Result<Branch, Error> {
    let within = |degrees: Option<f64>, most: f64| degrees.is_none_or(|it| it.abs() <= most);
    let zone = it.time_zone.parse::<Tz>().is_ok();
    let placed = it.latitude.is_some();
    Faults::default()
        .filled("name", &it.name)
        .check(within(it.latitude, 90.0), "latitude", "must be between -90 and 90")
        .check(within(it.longitude, 180.0), "longitude", "must be between -180 and 180")
        .check(placed == it.longitude.is_some(), "longitude", "must be given with the latitude")
        .check(it.radius_m.is_none_or(|it| it > 0), "radius_m", "must be positive")
        .check(placed || it.radius_m.is_none(), "radius_m", "needs a latitude and a longitude")
        .check(zone, "time_zone", "must be the IANA name of a time zone")
        .result()?;
    Ok(it)
}
