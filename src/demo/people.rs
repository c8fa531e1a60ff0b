//! Who works there: roles, employees, whom to call for them, departments.

use chrono::NaiveDate;
use hr::department::{self, NewDepartment, Structure};
use hr::employee::contact::{self, Contact};
use hr::employee::{self, Employment, NewEmployee, Resignation};
use hr::id::{BranchId, EmployeeId, MenuId, PositionId, RoleId};
use hr::role::{self, NewRole};
use hr::{Error, Hr, PageRequest, Who};

use crate::in_order;

/// Roles 4 to 6; every company begins with `admin`, `manager` and `employee`.
const ROLES: [(&str, &str); 3] =
    [("hr_manager", "HR Manager"), ("auditor", "Auditor"), ("temp", "Temporary Staff")];

/// Employees 1 to 3, who can sign in.
const FIRST: [(&str, &str, &str, i64); 3] = [
    ("Ada", "Admin", "admin", 1),
    ("Max", "Manager", "manager", 2),
    ("Eve", "Employee", "employee", 3),
];

/// Employees 4 to 40.
const OTHERS: [(&str, &str); 37] = [
    ("Noah", "Abbott"),
    ("Mia", "Baker"),
    ("Liam", "Carter"),
    ("Zoe", "Dawson"),
    ("Owen", "Ellis"),
    ("Ruby", "Fisher"),
    ("Jack", "Grant"),
    ("Ella", "Hughes"),
    ("Leo", "Irwin"),
    ("Isla", "Jones"),
    ("Hugo", "King"),
    ("Lucy", "Lane"),
    ("Finn", "Mason"),
    ("Amy", "Nash"),
    ("Eli", "Owens"),
    ("Nina", "Parker"),
    ("Max", "Quinn"),
    ("Tess", "Reid"),
    ("Sam", "Stone"),
    ("Ivy", "Turner"),
    ("Ben", "Underwood"),
    ("Eva", "Vance"),
    ("Tom", "Walsh"),
    ("Lia", "Xu"),
    ("Dan", "Young"),
    ("Kim", "Zeller"),
    ("Ian", "Archer"),
    ("Joy", "Bishop"),
    ("Ray", "Cole"),
    ("Una", "Drake"),
    ("Vic", "Evans"),
    ("Wes", "Ford"),
    ("Pia", "Gale"),
    ("Gus", "Hale"),
    ("Rex", "Ives"),
    ("Oda", "Joyce"),
    ("Abe", "Knox"),
];

/// The one who has left, so that there is somebody to restore.
const RESIGNED: EmployeeId = EmployeeId(38);

const DEPARTMENTS: [(&str, i64, std::ops::RangeInclusive<i64>); 5] = [
    ("Engineering", 2, 2..=15),
    ("Support", 16, 16..=22),
    ("Sales", 23, 23..=28),
    ("Operations", 29, 29..=33),
    ("Projects", 34, 34..=34),
];

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    let roles = ROLES.map(|(key, name)| NewRole {
        name: name.into(),
        key: key.into(),
        active: true,
        remarks: None,
        menus: vec![MenuId(1), MenuId(2), MenuId(3)],
    });
    in_order(roles.map(|new| role::create(hr, who, new))).await?;
    let first = FIRST.map(|(first, last, name, role)| person(first, last, name, "demo", role));
    let others = OTHERS.iter().map(|(first, last)| {
        let name = format!("{first}.{last}").to_lowercase();
        person(first, last, &name, "demo", 3)
    });
    let all = first.into_iter().chain(others).enumerate();
    let all = all.map(|(at, new)| employee::create(hr, who, detailed(at, new)));
    in_order(all).await?;
    let left = Resignation {
        on: NaiveDate::from_ymd_opt(2026, 6, 30),
        reason: Some("Moved abroad".into()),
    };
    employee::offboard(hr, who, RESIGNED, left).await?;
    in_order((1..=20).map(|id| contact::set(hr, who, EmployeeId(id), kin(id)))).await?;
    Ok(())
}

/// The rival's people; answers the first, who is its administrator.
pub async fn rival(hr: &Hr, who: &Who) -> Result<EmployeeId, Error> {
    let roles = role::list(hr, who, PageRequest::new(1, 100)).await?.items;
    let of = |key: &str| roles.iter().find(|role| role.key == key).map_or(RoleId(0), |r| r.id);
    let people = [
        person("Rita", "Rival", "rival-admin", "rival", of("admin").get()),
        person("Rolf", "Rival", "rolf", "rival", of("manager").get()),
        person("Rosa", "Rival", "rosa", "rival", of("employee").get()),
    ];
    let people = people.map(|mut new| {
        if new.username.as_deref() == Some("rival-admin") {
            new.email = "admin@rival.example".into();
            new.number = Some("R0001".into());
        }
        employee::create(hr, who, new)
    });
    let made = in_order(people).await?;
    let first = made.first().ok_or_else(|| Error::internal("the rival has nobody"))?.id;
    contact::set(hr, who, first, kin(first.get())).await?;
    department::create(hr, who, group("Rival Works", first, vec![first])).await?;
    Ok(first)
}

pub async fn departments(hr: &Hr, who: &Who) -> Result<(), Error> {
    let all = DEPARTMENTS.map(|(name, leader, members)| {
        let new = group(name, EmployeeId(leader), members.map(EmployeeId).collect());
        department::create(hr, who, new)
    });
    in_order(all).await?;
    Ok(())
}

fn group(name: &str, leader: EmployeeId, members: Vec<EmployeeId>) -> NewDepartment {
    NewDepartment {
        name: name.into(),
        leader,
        order_number: Some(1),
        active: true,
        description: Some(format!("Everybody in {name}")),
        min_staff: Some(1),
        structure: Structure::default(),
        members,
    }
}

fn person(first: &str, last: &str, name: &str, house: &str, role: i64) -> NewEmployee {
    let email = format!("{name}@{house}.example");
    NewEmployee {
        username: Some(name.to_owned()),
        phone: Some("+61 400000000".into()),
        phone_code: Some("AU".into()),
        ..NewEmployee::new(first, last, &email, RoleId(role))
    }
}

/// Details that differ from one to the next, so that lists have something to show.
///
/// Max manages the other engineers; whoever else there is has no manager, and so asks HR for leave.
fn detailed(at: usize, new: NewEmployee) -> NewEmployee {
    let kinds = Employment::ALL;
    let id = at + 1;
    let position = match id {
        2 | 16 | 23 | 29 | 34 => Some(PositionId(3)),
        3..=15 => Some(PositionId(1)),
        17..=33 => Some(PositionId(2)),
        _ => None,
    };
    let day = (at % 28) as u32 + 1;
    NewEmployee {
        phone: Some(format!("+61 4000{:05}", id)),
        job_title: Some(if at < 3 { "Lead".into() } else { "Support Worker".into() }),
        employment: kinds.get(at % kinds.len()).copied(),
        hired_on: NaiveDate::from_ymd_opt(2020 + (at % 6) as i32, (at % 12) as u32 + 1, day),
        external_id: Some(format!("staff-{}", id)),
        country: Some("Australia".into()),
        address1: Some(format!("{} Demo Street", id)),
        city: Some("Sydney".into()),
        province: Some("NSW".into()),
        postal_code: Some("2000".into()),
        preferred_name: (id == 3).then(|| "Evie".into()),
        number: Some(format!("S{id:04}")),
        manager: (3..=15).contains(&id).then_some(EmployeeId(2)),
        branch: Some(BranchId(if (23..=28).contains(&id) { 2 } else { 1 })),
        position,
        ..new
    }
}

fn kin(id: i64) -> Contact {
    Contact {
        name: format!("Kin {id}"),
        phone: format!("+61 4111{id:05}"),
        relationship: if id % 2 == 0 { "Parent".into() } else { "Spouse".into() },
    }
}
