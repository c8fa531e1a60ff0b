//! Employees, departments, branches, users and companies as resources.

use std::collections::BTreeMap;

use hr::access::{Company, Issued, Level};
use hr::branch::Branch;
use hr::department::Department;
use hr::employee::{Employee, Filter, Status, Summary};
use hr::id::{DepartmentId, EmployeeId, UserId};
use okta_hr_server::types;
use wire::Secret;

use super::{to_branch, to_company, to_department, to_employee, to_user};
use crate::Person;

/// What the directory is filtered by; an empty text filters nothing.
pub fn filter(status: Option<String>, search: Option<String>) -> Filter {
    let said = |text: Option<String>| text.filter(|text| !text.is_empty());
    let (status, ids) = match said(status).as_deref() {
        None => (None, None),
        Some("active") => (Some(Status::Active), None),
        Some("terminated") => (Some(Status::Resigned), None),
        // A status that nobody has here.
        Some(_) => (None, Some(Vec::new())),
    };
    Filter { status, ids, search: said(search), ..Filter::default() }
}

pub fn employee(it: Summary, department: Option<DepartmentId>) -> types::Employee {
    let full_name = it.whole_name();
    types::Employee {
        id: it.id.to_string(),
        attributes: types::EmployeeAttributes {
            employee_number: it.number.into(),
            first_name: it.first_name,
            last_name: it.last_name,
            full_name,
            email: it.email,
            phone: it.phone.into(),
            job_title: it.job_title.into(),
            hire_date: it.hired_on.into(),
            status: match it.status {
                Status::Active | Status::Offboarding => types::EmployeeAttributesStatus::Active,
                Status::Resigned => types::EmployeeAttributesStatus::Terminated,
            },
        },
        relationships: types::EmployeeRelationships {
            department: to_department(department),
            branch: to_branch(it.branch),
            manager: to_employee(it.manager),
        },
    }
}

/// Who is in which department.
pub fn homes(departments: &[Department]) -> BTreeMap<EmployeeId, DepartmentId> {
    let each = departments.iter().flat_map(|it| it.members.iter().map(|member| (*member, it.id)));
    each.collect()
}

pub fn department(it: Department) -> types::Department {
    types::Department {
        id: it.id.to_string(),
        attributes: types::DepartmentAttributes { name: it.name, code: None.into() },
        relationships: types::DepartmentRelationships { manager: to_employee(Some(it.leader)) },
    }
}

pub fn branch(it: Branch) -> types::Branch {
    types::Branch {
        id: it.id.to_string(),
        attributes: types::BranchAttributes {
            name: it.name,
            code: it.code.into(),
            address: it.address.into(),
            latitude: it.latitude.into(),
            longitude: it.longitude.into(),
            geofence_radius_meters: it.radius_m.into(),
            timezone: Some(it.time_zone).into(),
        },
    }
}

/// `roles` names every level that is reached.
pub fn user(person: &Person, it: Employee) -> types::User {
    let levels = [
        (Level::Employee, types::Role::Employee),
        (Level::Manager, types::Role::Manager),
        (Level::Admin, types::Role::Hr),
    ];
    let reached = levels.into_iter().filter(|(level, _)| *level <= person.level);
    types::User {
        id: person.user.to_string(),
        attributes: types::UserAttributes {
            name: it.whole_name(),
            email: it.email,
            roles: reached.map(|(_, role)| role).collect(),
        },
        relationships: types::UserRelationships {
            employee: to_employee(Some(it.id)),
            company: to_company(Some(person.who.company)),
        },
    }
}

/// A currency that another API took as free text is shown only where it is a code.
pub fn company(it: Company) -> types::Company {
    let code = |text: &String| text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    types::Company {
        id: it.id.to_string(),
        attributes: types::CompanyAttributes {
            name: it.name,
            slug: it.public_id,
            currency: it.currency.filter(code).into(),
            timezone: it.time_zone.into(),
            status: "active".into(),
        },
    }
}

pub fn token(it: Issued, device_name: String, user: UserId) -> types::AccessToken {
    types::AccessToken {
        id: it.id.to_string(),
        attributes: types::AccessTokenAttributes {
            token: Secret(it.text()),
            device_name,
            created_at: it.created_at,
        },
        relationships: types::AccessTokenRelationships { user: to_user(Some(user)) },
    }
}
