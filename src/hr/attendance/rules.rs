//! When and where somebody may check in and out: pure, so that tests can be tables.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{Attendance, Leaving, NewAttendance, NewEntry, Place};
use crate::branch::{self, Branch};
use crate::id::{AttendanceId, BranchId};
use crate::{Error, Faults};

/// The mean radius of the Earth in metres.
const EARTH_M: f64 = 6_371_008.8;

/// The day of a moment in the branch's time zone, in UTC without a branch.
pub fn day(at: DateTime<Utc>, branch: Option<&Branch>) -> Result<NaiveDate, Error> {
    Ok(at.with_timezone(&branch::zone(branch)?).date_naive())
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
    of_day: &[Attendance],
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
        note: None,
        work_from_home: false,
        check_in_ip: None,
        check_out_ip: None,
        created_at: now,
        updated_at: now,
    };
    if of_day.iter().any(|old| old.check_out_at.is_none()) {
        return Err(Error::wrong_state("the employee is already checked in"));
    }
    match of_day {
        [] => check(it),
        _ => Err(Error::wrong_state("the employee has already checked out on that day")),
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

/// The entry that `new` describes, at the branch and in its time; whether it fits the others of
/// its day is for [`fits`] to say.
pub fn enter(
    new: NewEntry,
    branch: Option<BranchId>,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<Attendance, Error> {
    let check_in_at = match new.came_at {
        Some(at) => branch::moment("check_in_at", at, zone)?,
        None => now,
    };
    let check_out_at =
        new.left_at.map(|at| branch::moment("check_out_at", at, zone)).transpose()?;
    Ok(Attendance {
        id: AttendanceId(0),
        employee: new.employee,
        branch,
        date: branch::local(check_in_at, zone).date(),
        check_in_at,
        check_out_at,
        check_in_place: new.place,
        check_out_place: None,
        note: new.note,
        work_from_home: new.work_from_home,
        check_in_ip: new.ip,
        check_out_ip: None,
        created_at: now,
        updated_at: now,
    })
}

/// The open entry of the date closed as `leaving` says, at the moment `at`.
pub fn leave(
    near: &[Attendance],
    leaving: Leaving,
    date: NaiveDate,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Attendance, Error> {
    let open = near.iter().find(|it| it.date == date && it.check_out_at.is_none());
    let it = open.cloned();
    let it = it.ok_or_else(|| Error::wrong_state("the employee is not punched in on that day"))?;
    Ok(Attendance {
        check_out_at: Some(at),
        check_out_place: leaving.place,
        check_out_ip: leaving.ip,
        note: leaving.note.or(it.note),
        updated_at: now,
        ..it
    })
}

/// Refuses an entry that ends on another date than it starts, does not end after it starts, or
/// overlaps with another one near it; an open one of the day must be closed first.
pub fn fits(it: Attendance, zone: Tz, near: &[Attendance]) -> Result<Attendance, Error> {
    let out = it.check_out_at;
    let ends_on = out.map_or(it.date, |out| branch::local(out, zone).date());
    Faults::default()
        .check(
            out.is_none_or(|out| it.check_in_at < out),
            "check_out_at",
            "must be after the start",
        )
        .check(ends_on == it.date, "check_out_at", "must be on the date of the start")
        .result()?;
    for other in near.iter().filter(|other| other.id != it.id) {
        let Some(until) = other.check_out_at else {
            if other.date != it.date {
                continue;
            }
            return Err(Error::wrong_state("another entry of the day is open: close it first"));
        };
        let before = until <= it.check_in_at;
        let after = out.map_or(it.check_in_at < other.check_in_at, |out| out <= other.check_in_at);
        if !before && !after {
            return Err(Error::wrong_state("the time overlaps with another entry"));
        }
    }
    check(it)
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
