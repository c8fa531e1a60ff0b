//! What may happen to an asset: pure, so that tests can be tables.

use chrono::{DateTime, NaiveDate, Utc};

use super::{AssetChange, Keeper, NewAsset, Status, store::Row};
use crate::id::AssetId;
use crate::patch::set;
use crate::{Error, Faults, Patch};

/// The asset that `new` describes; its id is given by the store.
pub fn create(new: NewAsset, now: DateTime<Utc>) -> Result<Row, Error> {
    let held = new.keeper.map(|keeper| (keeper, now.date_naive()));
    check(Row {
        id: AssetId(0),
        name: new.name,
        tag: new.tag,
        kind: new.kind,
        serial: new.serial,
        description: new.description,
        attachment: new.attachment,
        status: if held.is_some() { Status::Assigned } else { Status::Available },
        held,
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
    let keeper = keeper(&it, &change)?;
    set(&mut it.name, change.name);
    set(&mut it.tag, change.tag);
    change.kind.apply(&mut it.kind);
    change.serial.apply(&mut it.serial);
    change.description.apply(&mut it.description);
    change.attachment.apply(&mut it.attachment);
    it.updated_at = now;
    check(hand_over(it, keeper, now)?)
}

/// Who is to have the asset after `change`.
fn keeper(it: &Row, change: &AssetChange) -> Result<Option<Keeper>, Error> {
    let now = it.held.map(|(keeper, _)| keeper);
    match (change.employee, change.department) {
        (Patch::Set(_), Patch::Set(_)) => {
            Err(Error::invalid("department", "must not be given together with an employee"))
        }
        (Patch::Set(id), _) => Ok(Some(Keeper::Employee(id))),
        (_, Patch::Set(id)) => Ok(Some(Keeper::Department(id))),
        (employee, department) => Ok(now.filter(|keeper| match keeper {
            Keeper::Employee(_) => employee == Patch::Keep,
            Keeper::Department(_) => department == Patch::Keep,
        })),
    }
}

fn hand_over(it: Row, to: Option<Keeper>, now: DateTime<Utc>) -> Result<Row, Error> {
    if to == it.held.map(|(keeper, _)| keeper) {
        return Ok(it);
    }
    let free = if it.held.is_some() { take_back(it, now)? } else { it };
    match to {
        Some(keeper) => assign(free, keeper, now.date_naive(), now),
        None => Ok(free),
    }
}

/// The asset in the hands of `to`; only while it is available.
pub fn assign(it: Row, to: Keeper, on: NaiveDate, now: DateTime<Utc>) -> Result<Row, Error> {
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
