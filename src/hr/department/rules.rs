//! What may be said of a department: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{DepartmentChange, NewDepartment, store::Row};
use crate::id::DepartmentId;
use crate::patch::set;
use crate::{Error, Faults};

/// The department that `new` describes, without its members; its id is given by the store.
pub fn create(new: NewDepartment, now: DateTime<Utc>) -> Result<Row, Error> {
    check(Row {
        id: DepartmentId(0),
        name: new.name,
        leader: new.leader,
        order_number: new.order_number,
        active: new.active,
        description: new.description,
        min_staff: new.min_staff,
        created_at: now,
        updated_at: now,
    })
}

/// The department after `change`, without its members.
pub fn change(mut it: Row, change: DepartmentChange, now: DateTime<Utc>) -> Result<Row, Error> {
    set(&mut it.name, change.name);
    set(&mut it.leader, change.leader);
    change.order_number.apply(&mut it.order_number);
    set(&mut it.active, change.active);
    change.description.apply(&mut it.description);
    change.min_staff.apply(&mut it.min_staff);
    it.updated_at = now;
    check(it)
}

fn check(it: Row) -> Result<Row, Error> {
    let possible = it.min_staff.is_none_or(|people| people >= 0);
    Faults::default()
        .filled("name", &it.name)
        .check(possible, "min_staff", "must not be negative")
        .result()?;
    Ok(it)
}

/// Refuses to dissolve the last of `departments`, or one with people in it unless they are let go.
pub fn dissolve(departments: u64, members: usize, let_go: bool) -> Result<(), Error> {
    match (departments, members) {
        (..=1, _) => Err(Error::conflict("at least one department must remain")),
        (_, 1..) if !let_go => Err(Error::conflict("the department still has people in it")),
        _ => Ok(()),
    }
}
