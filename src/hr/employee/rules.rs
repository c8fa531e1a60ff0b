//! What may happen to an employee: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{Employee, EmployeeChange, NewEmployee, Resignation, Status, persons};
use crate::id::EmployeeId;
use crate::patch::set;
use crate::{Error, Faults};

/// The active employee that `new` describes; the id is given by the store.
pub fn create(new: NewEmployee, now: DateTime<Utc>) -> Result<Employee, Error> {
    check(Employee {
        id: EmployeeId(0),
        first_name: new.first_name,
        last_name: new.last_name,
        email: new.email,
        username: new.username,
        role: new.role,
        status: Status::Active,
        phone: new.phone,
        phone_code: new.phone_code,
        work_phone: new.work_phone,
        work_phone_code: new.work_phone_code,
        job_title: new.job_title,
        employment: new.employment,
        hired_on: new.hired_on,
        resigned_on: None,
        resignation_reason: None,
        external_id: new.external_id,
        country: new.country,
        address1: new.address1,
        address2: new.address2,
        city: new.city,
        province: new.province,
        postal_code: new.postal_code,
        preferred_name: new.preferred_name,
        number: new.number,
        manager: new.manager,
        branch: new.branch,
        position: new.position,
        directory_name: new.directory_name,
        full_name: new.full_name,
        approvers: new.approvers,
        indirect_managers: new.indirect_managers,
        created_at: now,
        updated_at: now,
    })
}

/// The employee after `change`.
pub fn change(
    mut it: Employee,
    change: EmployeeChange,
    now: DateTime<Utc>,
) -> Result<Employee, Error> {
    set(&mut it.first_name, change.first_name);
    set(&mut it.last_name, change.last_name);
    set(&mut it.email, change.email);
    change.username.apply(&mut it.username);
    set(&mut it.role, change.role);
    change.phone.apply(&mut it.phone);
    change.phone_code.apply(&mut it.phone_code);
    change.work_phone.apply(&mut it.work_phone);
    change.work_phone_code.apply(&mut it.work_phone_code);
    change.job_title.apply(&mut it.job_title);
    change.employment.apply(&mut it.employment);
    change.hired_on.apply(&mut it.hired_on);
    change.external_id.apply(&mut it.external_id);
    change.country.apply(&mut it.country);
    change.address1.apply(&mut it.address1);
    change.address2.apply(&mut it.address2);
    change.city.apply(&mut it.city);
    change.province.apply(&mut it.province);
    change.postal_code.apply(&mut it.postal_code);
    change.preferred_name.apply(&mut it.preferred_name);
    change.number.apply(&mut it.number);
    change.manager.apply(&mut it.manager);
    change.branch.apply(&mut it.branch);
    change.position.apply(&mut it.position);
    change.directory_name.apply(&mut it.directory_name);
    change.full_name.apply(&mut it.full_name);
    set(&mut it.approvers, change.approvers);
    set(&mut it.indirect_managers, change.indirect_managers);
    it.updated_at = now;
    check(it)
}

/// The employee after leaving; refused for whoever has left already.
pub fn offboard(mut it: Employee, how: Resignation, now: DateTime<Utc>) -> Result<Employee, Error> {
    if it.status == Status::Resigned {
        return Err(Error::wrong_state("the employee has already resigned"));
    }
    it.status = Status::Resigned;
    it.resigned_on = Some(how.on.unwrap_or_else(|| now.date_naive()));
    it.resignation_reason = how.reason;
    it.updated_at = now;
    Ok(it)
}

/// The employee after coming back; refused for whoever has not left.
pub fn restore(mut it: Employee, now: DateTime<Utc>) -> Result<Employee, Error> {
    if it.status != Status::Resigned && !crate::fault::seeded("restored_while_active") {
        return Err(Error::wrong_state("only a resigned employee can be restored"));
    }
    it.status = Status::Active;
    it.resigned_on = None;
    it.resignation_reason = None;
    it.updated_at = now;
    Ok(it)
}

fn check(it: Employee) -> Result<Employee, Error> {
    let mut faults = Faults::default();
    persons::check(&mut faults, &it)
        .filled("first_name", &it.first_name)
        .check(is_address(&it.email), "email", "must be an e-mail address")
        .check(it.username.as_deref() != Some(""), "username", "must not be empty")
        .check(it.number.as_deref() != Some(""), "number", "must not be empty")
        .check(it.directory_name.as_deref() != Some(""), "directory_name", "must not be empty")
        .check(it.full_name.as_deref() != Some(""), "full_name", "must not be empty")
        .check(it.manager != Some(it.id), "manager", "must be somebody else")
        .result()?;
    Ok(it)
}

/// An `@` with something on either side; documents may ask for more.
fn is_address(email: &str) -> bool {
    email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
}
