//! What may be said of a role.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{NewRole, Role, RoleChange};
use crate::id::{MenuId, RoleId};
use crate::patch::set;
use crate::{Error, Faults};

/// The role that `new` describes; its id is given by the store.
pub fn create(new: NewRole, sort: i32, now: DateTime<Utc>) -> Result<Role, Error> {
    check(Role {
        id: RoleId(0),
        name: new.name,
        key: new.key,
        active: new.active,
        sort,
        remarks: new.remarks,
        menus: once(new.menus),
        created_at: now,
        updated_at: now,
    })
}

/// The role after `change`.
pub fn change(mut role: Role, change: RoleChange, now: DateTime<Utc>) -> Result<Role, Error> {
    set(&mut role.name, change.name);
    set(&mut role.key, change.key);
    set(&mut role.active, change.active);
    change.remarks.apply(&mut role.remarks);
    set(&mut role.menus, change.menus.map(once));
    role.updated_at = now;
    check(role)
}

fn once(menus: Vec<MenuId>) -> Vec<MenuId> {
    menus.into_iter().collect::<BTreeSet<_>>().into_iter().collect()
}

fn check(role: Role) -> Result<Role, Error> {
    Faults::default().filled("name", &role.name).filled("key", &role.key).result()?;
    Ok(role)
}
