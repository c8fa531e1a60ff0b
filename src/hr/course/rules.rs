//! What may be said of a course: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{Course, CourseChange, NewCourse};
use crate::id::CourseId;
use crate::patch::set;
use crate::{Error, Faults};

/// The course that `new` describes; its id is given by the store.
pub fn create(new: NewCourse, now: DateTime<Utc>) -> Result<Course, Error> {
    check(Course {
        id: CourseId(0),
        name: new.name,
        short_description: new.short_description,
        status: new.status,
        created_at: now,
        updated_at: now,
    })
}

/// The course after `change`.
pub fn change(mut it: Course, change: CourseChange, now: DateTime<Utc>) -> Result<Course, Error> {
    set(&mut it.name, change.name);
    change.short_description.apply(&mut it.short_description);
    set(&mut it.status, change.status);
    it.updated_at = now;
    check(it)
}

fn check(it: Course) -> Result<Course, Error> {
    Faults::default().filled("name", &it.name).result()?;
    Ok(it)
}
