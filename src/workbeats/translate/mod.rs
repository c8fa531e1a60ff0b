//! The API's words and the core's: ids, types in both directions, and what small resources show.

pub mod ids;
pub mod leave;
pub mod tokens;
pub mod users;
pub mod webhooks;

use hr::id::DepartmentId;
use workbeats_server::types;

/// What a change says of an optional field.
pub fn patch<T>(sent: wire::Patch<T>) -> hr::Patch<T> {
    match sent {
        wire::Patch::Absent => hr::Patch::Keep,
        wire::Patch::Null => hr::Patch::Clear,
        wire::Patch::Value(value) => hr::Patch::Set(value),
    }
}

/// The core's departments have no code.
pub fn department(id: DepartmentId, name: String) -> types::Department {
    let attributes = types::DepartmentAttributes { name, code: wire::Nullable::Null };
    types::Department { id: ids::shown("dept", id.get()), attributes }
}

pub fn position(it: hr::position::Position) -> types::Position {
    let attributes = types::PositionAttributes { name: it.name, code: it.code.into() };
    types::Position { id: ids::shown("pos", it.id.get()), attributes }
}
