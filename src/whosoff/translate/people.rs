//! Whom a list is about: the map and the status of this API, and the core's.

use hr::annex::map::{Map, Standing};
use hr::id::{DepartmentId, EmployeeId, LeaveTypeId, TagId};
use whosoff_server::types::{LeaveMapTypeInput, LeaveTypeChoice, MapTypeInput, StatusFilterInput};

use super::ToCore;

/// The map that a request names; `caller` is whose staff "my staff" are.
pub fn map(kind: MapTypeInput, id: i32, caller: EmployeeId) -> Map {
    let id = i64::from(id);
    match kind {
        MapTypeInput::Company => Map::Company,
        MapTypeInput::Department => Map::Department(DepartmentId(id)),
        MapTypeInput::Tag => Map::Tag(TagId(id)),
        MapTypeInput::Staff => Map::Staff(EmployeeId(id)),
        MapTypeInput::MyStaff => Map::MyStaff(caller),
        MapTypeInput::ByApprover => Map::ByApprover(EmployeeId(id)),
    }
}

/// The same for lists of leave, which know one map fewer.
pub fn leave_map(kind: LeaveMapTypeInput, id: i32, caller: EmployeeId) -> Map {
    let kind = match kind {
        LeaveMapTypeInput::Company => MapTypeInput::Company,
        LeaveMapTypeInput::Department => MapTypeInput::Department,
        LeaveMapTypeInput::Tag => MapTypeInput::Tag,
        LeaveMapTypeInput::Staff => MapTypeInput::Staff,
        LeaveMapTypeInput::MyStaff => MapTypeInput::MyStaff,
    };
    map(kind, id, caller)
}

impl ToCore<Standing> for StatusFilterInput {
    fn core(self) -> Standing {
        match self {
            StatusFilterInput::Active => Standing::Active,
            StatusFilterInput::Disabled => Standing::Disabled,
            StatusFilterInput::Both => Standing::Both,
        }
    }
}

/// The leave types that a list is narrowed to; all where none are named.
pub fn types(sent: Option<Vec<LeaveTypeChoice>>) -> Option<Vec<LeaveTypeId>> {
    let sent = sent.filter(|types| !types.is_empty())?;
    Some(sent.into_iter().map(|it| LeaveTypeId(it.leave_type_id.into())).collect())
}
