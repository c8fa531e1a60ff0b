//! Roles and menus between ShiftCare and the core.

use hr::id::MenuId;
use hr::role::{NewRole, Role, RoleChange};
use shiftcare_server::types;

use super::{ToCore, ToWire, flags, moment, same};

flags!(types::RoleStatusInput, types::RoleStatus { true = Normal, false = Disabled });

fn menus(sent: Vec<i64>) -> Vec<MenuId> {
    sent.into_iter().map(MenuId).collect()
}

pub fn new(sent: types::RoleCreate) -> NewRole {
    NewRole {
        name: sent.role_name,
        key: sent.role_key,
        active: sent.status.is_none_or(ToCore::core),
        remarks: sent.remarks,
        menus: menus(sent.menu_ids.unwrap_or_default()),
    }
}

pub fn change(sent: types::RoleUpdate) -> RoleChange {
    RoleChange {
        name: sent.role_name,
        key: sent.role_key,
        active: sent.status.map(ToCore::core),
        remarks: same(sent.remarks),
        menus: sent.menu_ids.map(menus),
    }
}

pub fn shown(it: Role) -> types::Role {
    types::Role {
        role_id: it.id.get(),
        role_name: it.name,
        role_key: it.key,
        status: it.active.wire(),
        menu_ids: it.menus.into_iter().map(MenuId::get).collect(),
        role_sort: it.sort,
        remarks: it.remarks,
        created_date: moment(it.created_at),
        updated_date: moment(it.updated_at),
    }
}
