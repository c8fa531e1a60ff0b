//! What may happen to an asset: pure, so that tests can be tables.

use chrono::{DateTime, NaiveDate, Utc};

use super::{AssetChange, NewAsset, Status, store::Row};
use crate::id::{AssetId, EmployeeId};
use crate::patch::set;
use crate::{Error, Faults};

/// The available asset that `new` describes; its id is given by the store.
pub fn create(new: NewAsset, now: DateTime<Utc>) -> Result<Row, Error> {
    check(Row {
        id: AssetId(0),
        name: new.name,
        tag: new.tag,
        category: new.category,
        serial: new.serial,
        status: Status::Available,
        held: None,
        created_at: now,
        updated_at: now,
    })
}

/// The asset after `change`; its status only while nobody has it.
pub fn change(mut it: Row, change: AssetChange, now: DateTime<Utc>) -> Result<Row, Error> {
    match (it.status, change.status) {
        (before, Some(after)) if before == after => {}
        (Status::Assigned, Some(_)) => return Err(Error::wrong_state("the asset is assigned")),
        (_, Some(Status::Assigned)) => {
            return Err(Error::invalid("status", "must not be set to assigned without a holder"));
        }
        (_, status) => set(&mut it.status, status),
    }
    set(&mut it.name, change.name);
    set(&mut it.tag, change.tag);
    change.category.apply(&mut it.category);
    change.serial.apply(&mut it.serial);
    it.updated_at = now;
    check(it)
}

/// The asset in the hands of `to`; only while it is available.
pub fn assign(it: Row, to: EmployeeId, on: NaiveDate, now: DateTime<Utc>) -> Result<Row, Error> {
    if it.status != Status::Available {
        return Err(Error::wrong_state("only an available asset can be assigned"));
    }
    Ok(Row { status: Status::Assigned, held: Some((to, on)), updated_at: now, ..it })
}

/// The asset available again; only while it is assigned.
pub fn take_back(it: Row, now: DateTime<Utc>) -> Result<Row, Error> {
    if it.status != Status::Assigned {
        return Err(Error::wrong_state("only an assigned asset can be taken back"));
    }
    Ok(Row { status: Status::Available, held: None, updated_at: now, ..it })
}

fn check(it: Row) -> Result<Row, Error> {
    Faults::default().filled("name", &it.name).filled("tag", &it.tag).result()?;
    Ok(it)
}
