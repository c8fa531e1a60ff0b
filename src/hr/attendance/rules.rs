//! When and where somebody may check in and out: pure, so that tests can be tables.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{Attendance, NewAttendance, Place};
use crate::branch::Branch;
use crate::id::AttendanceId;
use crate::{Error, Faults};

/// The mean radius of the Earth in metres.
const EARTH_M: f64 = 6_371_008.8;

/// The day of a moment in the branch's time zone, in UTC without a branch.
pub fn day(at: DateTime<Utc>, branch: Option<&Branch>) -> Result<NaiveDate, Error> {
    let Some(branch) = branch else { return Ok(at.date_naive()) };
    let zone: Tz = branch.time_zone.parse().map_err(|_| {
        Error::internal(format!("branch {} has no time zone that is known", branch.id))
    })?;
    Ok(at.with_timezone(&zone).date_naive())
}

/// Refuses a check-in outside the branch's fence, or without a place where there is a fence.
pub fn within_fence(branch: Option<&Branch>, place: Option<Place>) -> Result<(), Error> {
    let Some((centre, radius_m)) = branch.and_then(fence) else { return Ok(()) };
    let Some(place) = place else {
        return Err(Error::invalid("latitude", "must be given, because the branch has a fence"));
    };
    // Not `>`: what is no number is outside.
    match metres(centre, place) <= radius_m {
        true => Ok(()),
        false => Err(Error::invalid("latitude", "is outside the fence of the branch")),
    }
}

fn fence(branch: &Branch) -> Option<(Place, f64)> {
    let (latitude, longitude) = branch.latitude.zip(branch.longitude)?;
    Some((Place { latitude, longitude }, f64::from(branch.radius_m?)))
}

/// The distance along the great circle, by the haversine formula.
pub fn metres(from: Place, to: Place) -> f64 {
    let half_sine = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let (north, south) = (from.latitude.to_radians(), to.latitude.to_radians());
    let across = north.cos() * south.cos() * half_sine(to.longitude - from.longitude);
    let chord = half_sine(to.latitude - from.latitude) + across;
    // Rounding may exceed 1 at the antipodes.
    2.0 * EARTH_M * chord.sqrt().min(1.0).asin()
}

/// The record that `new` describes, unless the employee has one of that day already.
pub fn record(
    new: NewAttendance,
    branch: Option<&Branch>,
    of_day: Option<&Attendance>,
    now: DateTime<Utc>,
) -> Result<Attendance, Error> {
    let it = Attendance {
        id: AttendanceId(0),
        employee: new.employee,
        branch: branch.map(|branch| branch.id),
        date: day(new.check_in_at, branch)?,
        check_in_at: new.check_in_at,
        check_out_at: new.check_out_at,
        check_in_place: new.check_in_place,
        check_out_place: new.check_out_place,
        created_at: now,
        updated_at: now,
    };
    match of_day {
        None => check(it),
        Some(old) if old.check_out_at.is_none() => {
            Err(Error::wrong_state("the employee is already checked in"))
        }
        Some(_) => Err(Error::wrong_state("the employee has already checked out on that day")),
    }
}

/// The open record closed at the moment `now`.
pub fn check_out(
    open: Option<Attendance>,
    place: Option<Place>,
    now: DateTime<Utc>,
) -> Result<Attendance, Error> {
    let it = open.ok_or_else(|| Error::wrong_state("the employee is not checked in"))?;
    check(Attendance { check_out_at: Some(now), check_out_place: place, updated_at: now, ..it })
}

fn check(it: Attendance) -> Result<Attendance, Error> {
    let places = [it.check_in_place, it.check_out_place];
    let within = |of: fn(Place) -> f64, most: f64| {
        places.into_iter().flatten().all(|place| of(place).abs() <= most)
    };
    let ordered = it.check_out_at.is_none_or(|out| it.check_in_at <= out);
    Faults::default()
        .check(ordered, "check_out_at", "must not be before the check-in")
        .check(within(|at| at.latitude, 90.0), "latitude", "must be between -90 and 90")
        .check(within(|at| at.longitude, 180.0), "longitude", "must be between -180 and 180")
        .result()?;
    Ok(it)
}
