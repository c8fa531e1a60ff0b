//! What may be said of a department: pure, so that tests can be tables.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{DepartmentChange, NewDepartment, StructureChange, store::Row};
use crate::country;
use crate::id::{DepartmentId, EmployeeId};
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
        structure: new.structure,
        created_at: now,
        updated_at: now,
    })
}

/// The department after `change`, without its members.
pub fn change(mut it: Row, change: DepartmentChange, now: DateTime<Utc>) -> Result<Row, Error> {
    set(&mut it.name, change.name);
    if let Some(leader) = change.leader {
        it.leader = leader;
        it.structure.further_heads.retain(|head| *head != leader);
    }
    change.order_number.apply(&mut it.order_number);
    set(&mut it.active, change.active);
    change.description.apply(&mut it.description);
    change.min_staff.apply(&mut it.min_staff);
    restructure(&mut it, change.structure)?;
    it.updated_at = now;
    check(it)
}

fn restructure(it: &mut Row, change: StructureChange) -> Result<(), Error> {
    let structure = &mut it.structure;
    set(&mut structure.kind, change.kind);
    change.parent.apply(&mut structure.parent);
    change.country.apply(&mut structure.country);
    change.time_zone.apply(&mut structure.time_zone);
    change.address.apply(&mut structure.address);
    if let Some(heads) = change.heads {
        let (first, rest) =
            heads.split_first().ok_or_else(|| Error::invalid("heads", "must not be empty"))?;
        it.leader = *first;
        it.structure.further_heads = rest.to_vec();
    }
    Ok(())
}

fn check(mut it: Row) -> Result<Row, Error> {
    let mut heads = BTreeSet::from([it.leader]);
    let structure = &mut it.structure;
    structure.further_heads.retain(|head| heads.insert(*head));
    let country = structure.country.as_deref().is_none_or(|it| country::of(it).is_some());
    let zone = structure.time_zone.as_deref().is_none_or(|zone| zone.parse::<Tz>().is_ok());
    let possible = it.min_staff.is_none_or(|people| people >= 0);
    Faults::default()
        .filled("name", &it.name)
        .check(possible, "min_staff", "must not be negative")
        .check(country, "country", "must be two letters of ISO 3166")
        .check(zone, "time_zone", "must be the IANA name of a time zone")
        .result()?;
    Ok(it)
}

/// How many departments may stand one below the other.
pub const LEVELS: usize = 50;

/// Refuses a parent that there is not, that is the department itself or below it, or that would
/// make it stand too deep.
///
/// `parents` has all departments of the company, each with the one that it is part of.
pub fn parent(
    id: DepartmentId,
    parent: DepartmentId,
    parents: &BTreeMap<DepartmentId, Option<DepartmentId>>,
) -> Result<(), Error> {
    if !parents.contains_key(&parent) {
        return Err(Error::invalid("parent", "does not exist"));
    }
    let up = |from| successors(Some(from), |at| parents.get(at).copied().flatten());
    if up(parent).any(|at| at == id) {
        return Err(Error::invalid("parent", "must not be itself or one below it"));
    }
    let below = parents.keys().filter_map(|part| up(*part).position(|at| at == id)).max();
    match up(parent).count() + 1 + below.unwrap_or(0) > LEVELS {
        true => Err(Error::invalid("parent", "has too many departments above it already")),
        false => Ok(()),
    }
}

/// Refuses heads that are not in the department.
pub fn heads(heads: &[EmployeeId], members: &[EmployeeId]) -> Result<(), Error> {
    match heads.iter().all(|head| members.contains(head)) {
        true => Ok(()),
        false => Err(Error::invalid("heads", "names somebody who is not in the department")),
    }
}

/// Refuses to dissolve the last of `departments`, or one with people in it unless they are let go.
pub fn dissolve(departments: u64, members: usize, let_go: bool) -> Result<(), Error> {
    match (departments, members) {
        (..=1, _) => Err(Error::conflict("at least one department must remain")),
        (_, 1..) if !let_go => Err(Error::conflict("the department still has people in it")),
        _ => Ok(()),
    }
}
