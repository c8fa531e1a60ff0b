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
    it.updated_at = now;
    check(it)
}

fn check(it: Row) -> Result<Row, Error> {
    Faults::default().filled("name", &it.name).result()?;
    Ok(it)
}
