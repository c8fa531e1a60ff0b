//! Users between the API and the core.

use hr::branch::Branch;
use hr::employee::{Employee, Status, Summary};
use hr::id::{DepartmentId, EmployeeId};
use hr::position::Position;
use workbeats_server::types;

use super::ids;

/// Where a user belongs.
pub struct Places {
    pub department: Option<(DepartmentId, String)>,
    pub position: Option<Position>,
    pub branch: Option<Branch>,
}

/// A user as lists show one.
pub fn listed(it: Summary) -> types::User {
    let name = it.whole_name();
    user(it.id, it.number, it.email, name, it.preferred_name, it.phone, it.status)
}

/// The same of a whole employee.
pub fn of(it: Employee) -> types::User {
    let name = it.whole_name();
    user(it.id, it.number, it.email, name, it.preferred_name, it.phone, it.status)
}

/// Who has no staff number has an empty one, because the key is always there.
fn user(
    id: EmployeeId,
    number: Option<String>,
    email: String,
    name: String,
    preferred_name: Option<String>,
    phone: Option<String>,
    status: Status,
) -> types::User {
    let attributes = types::UserAttributes {
        staff_id: number.unwrap_or_default(),
        email,
        name,
        preferred_name: preferred_name.into(),
        phone: phone.map(dialled).into(),
        status: match status {
            Status::Active | Status::Offboarding => types::UserStatus::Active,
            Status::Resigned => types::UserStatus::Inactive,
        },
    };
    types::User { id: ids::shown("user", id.get()), attributes }
}

/// A user with department, position and work locations.
pub fn detailed(it: Employee, places: Places) -> types::UserDetail {
    let types::User { id, attributes } = of(it);
    let department = places
        .department
        .map(|(id, name)| types::UserDepartment { id: ids::shown("dept", id.get()), name });
    let position = places
        .position
        .map(|it| types::UserPosition { id: ids::shown("pos", it.id.get()), name: it.name });
    let attributes = types::UserDetailAttributes {
        staff_id: attributes.staff_id,
        email: attributes.email,
        name: attributes.name,
        preferred_name: attributes.preferred_name,
        phone: attributes.phone,
        status: attributes.status,
        department: department.into(),
        position: position.into(),
        work_locations: places.branch.into_iter().map(location).collect(),
    };
    types::UserDetail { id, attributes }
}

fn location(it: Branch) -> types::WorkLocation {
    types::WorkLocation {
        id: ids::shown("location", it.id.get()),
        name: it.name,
        address: it.address.into(),
    }
}

/// E.164 where the number was stored with its `+`; any other spelling stays.
fn dialled(stored: String) -> String {
    match stored.strip_prefix('+') {
        Some(rest) => format!("+{}", rest.replace(|c: char| !c.is_ascii_digit(), "")),
        None => stored,
    }
}

#[cfg(test)]
mod tests {
    use super::dialled;

    #[test]
    fn phone_number_with_its_plus_loses_blanks_and_punctuation() {
        for (stored, shown) in [
            ("+61 400-000 (004)", "+61400000004"),
            ("0400 000 004", "0400 000 004"),
            ("+60123456789", "+60123456789"),
        ] {
            assert_eq!(dialled(stored.into()), shown);
        }
    }
}
