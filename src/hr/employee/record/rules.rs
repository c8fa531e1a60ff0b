//! What may become of a record, and who may do it: pure, so that tests can be tables.

use chrono::{DateTime, NaiveDate, Utc};

use super::super::{Employee, NewEmployee, Resignation, Status, rules};
use super::{Details, NewRecord, Record, RecordChange};
use crate::id::{EmployeeId, RoleId};
use crate::sight::Viewer;
use crate::{Error, Patch};

/// The record that `new` describes, of somebody in this role; the id is given by the store.
pub fn create(
    new: NewRecord,
    role: RoleId,
    viewer: Viewer,
    now: DateTime<Utc>,
) -> Result<Record, Error> {
    let employee = rules::create(NewEmployee { role, ..new.employee }, now)?;
    let empty = Record { employee, department: None, details: Details::default() };
    change(&empty, new.more, viewer, now)
}

/// The record after `change` by the viewer.
///
/// Whoever is no admin keeps the staff number silently, and is refused where the change would
/// touch what only admins decide.
pub fn change(
    old: &Record,
    mut change: RecordChange,
    viewer: Viewer,
    now: DateTime<Utc>,
) -> Result<Record, Error> {
    if !viewer.is_admin() {
        change.employee.number = Patch::Keep;
    }
    change.employee.approvers = approvers(&old.employee.approvers, change.approvers);
    let employee = rules::change(old.employee.clone(), change.employee, now)?;
    let employee = stand(employee, change.active, change.resigned_on, now)?;
    let mut department = old.department;
    change.department.apply(&mut department);
    let details = old.details.clone().changed(change.details)?;
    let new = Record { employee, department, details };
    if !viewer.is_admin() && terms(&new) != terms(old) {
        return Err(Error::forbidden(
            "only an admin may change status, job, department, superiors, approvers, pay grade \
             and the dates of an employment",
        ));
    }
    let left = new.employee.status == Status::Resigned;
    if viewer.employee == new.employee.id && left && old.employee.status != Status::Resigned {
        return Err(Error::wrong_state("nobody ends the own employment"));
    }
    Ok(new)
}

/// The approvers after the change of each place; nothing where none of them changes.
fn approvers(old: &[EmployeeId], places: [Patch<EmployeeId>; 3]) -> Option<Vec<EmployeeId>> {
    if places.iter().all(|place| *place == Patch::Keep) {
        return None;
    }
    let old = |at: usize| old.get(at).copied();
    let now = places.into_iter().enumerate().filter_map(|(at, place)| {
        let mut approver = old(at);
        place.apply(&mut approver);
        approver
    });
    Some(now.collect())
}

/// Lets somebody leave or come back where `active` says otherwise than it is, and sets the day.
fn stand(
    it: Employee,
    active: Option<bool>,
    day: Patch<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<Employee, Error> {
    let works = it.status != Status::Resigned;
    let mut it = match active {
        Some(false) if works => rules::offboard(it, Resignation::default(), now)?,
        Some(true) if !works => rules::restore(it, now)?,
        _ => it,
    };
    match (it.status, day) {
        (Status::Resigned, day) => day.apply(&mut it.resigned_on),
        (_, Patch::Set(_)) => {
            return Err(Error::invalid("resigned_on", "may be given only of who has left"));
        }
        (_, Patch::Keep | Patch::Clear) => {}
    }
    Ok(it)
}

/// What only admins decide.
fn terms(it: &Record) -> impl PartialEq {
    let Record { employee, department, details } = it;
    (
        (employee.status, employee.resigned_on, employee.hired_on, details.terms.confirmed_on),
        (employee.position, employee.employment, *department, details.terms.pay_grade),
        (employee.manager, employee.approvers.clone(), employee.indirect_managers.clone()),
    )
}

/// Refuses to delete whoever asks, and who has an account.
pub fn delete(viewer: Viewer, employee: EmployeeId, account: bool) -> Result<(), Error> {
    match (viewer.employee == employee, account) {
        (true, _) => Err(Error::wrong_state("nobody deletes the own record")),
        (false, true) => {
            Err(Error::wrong_state("the employee has a user account, which must be deleted first"))
        }
        (false, false) => Ok(()),
    }
}
