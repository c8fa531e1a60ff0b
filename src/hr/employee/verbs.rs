//! What can be done with employees: load, rule, save and audit in one transaction.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    Employee, EmployeeChange, Filter, Key, NewEmployee, Resignation, Summary, names, persons,
    record, require, rules, store,
};
use crate::access::user;
use crate::db::Tx;
use crate::id::{CompanyId, EmployeeId};
use crate::{Error, Hr, Page, PageRequest, Who, Write, branch, department, position, role, team};

/// Managers above each other, at most; more of them are taken for a circle.
const LEVELS: usize = 50;

/// Adds an active employee.
///
/// `Invalid` where a required text is empty, the e-mail address is none or the role does not
/// exist, nor manager, branch or position; `Duplicate` where another employee has the e-mail
/// address, the username or the staff number.
pub async fn create(hr: &Hr, who: &Who, new: NewEmployee) -> Result<Employee, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let employee = create_in(w.tx, w.who.company, new, w.now).await?;
            w.audit("employee.create", employee.id.get()).await?;
            Ok(employee)
        })
    })
    .await
}

/// The part of [`create`] that founding a company shares.
pub(crate) async fn create_in(
    tx: &Tx,
    company: CompanyId,
    new: NewEmployee,
    now: DateTime<Utc>,
) -> Result<Employee, Error> {
    enter(tx, company, rules::create(new, now)?).await
}

/// Keeps a new employee, where nothing stands in the way.
pub(super) async fn enter(
    tx: &Tx,
    company: CompanyId,
    employee: Employee,
) -> Result<Employee, Error> {
    role::require(tx, company, employee.role, "role").await?;
    require_places(tx, company, &employee, None).await?;
    store::require_free(tx, company, &employee).await?;
    store::insert(tx, company, employee).await
}

/// One employee; `NotFound` where the company has none with this id, or had.
pub async fn get(hr: &Hr, who: &Who, id: EmployeeId) -> Result<Employee, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The employees of the company in the order of their ids.
pub async fn list(
    hr: &Hr,
    who: &Who,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Summary>, Error> {
    store::list(hr.db().read(), who.company, filter, page).await
}

/// Everybody whom the filter lets through in the order of their ids, in one statement.
pub async fn all(hr: &Hr, who: &Who, filter: &Filter) -> Result<Vec<Summary>, Error> {
    store::all(hr.db().read(), who.company, filter).await
}

/// The employee who has this e-mail address, username, staff number or external id.
pub async fn find_by(hr: &Hr, who: &Who, key: Key) -> Result<Option<Employee>, Error> {
    store::find_by(hr.db().read(), who.company, &key).await
}

/// First and last names in one statement, those of deleted employees included.
pub async fn names_of(
    hr: &Hr,
    who: &Who,
    ids: Vec<EmployeeId>,
) -> Result<BTreeMap<EmployeeId, String>, Error> {
    names(hr.db().read(), who.company, ids).await
}

/// Who reports to this one, whether they have left or not, by id.
pub async fn reports(hr: &Hr, who: &Who, manager: EmployeeId) -> Result<Vec<EmployeeId>, Error> {
    store::reports(hr.db().read(), who.company, manager).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: EmployeeId,
    change: EmployeeChange,
) -> Result<Employee, Error> {
    hr.write(who, move |w| Box::pin(async move { change_in(&w, id, change).await })).await
}

/// [`change`] as part of another write.
pub(crate) async fn change_in(
    w: &Write<'_>,
    id: EmployeeId,
    change: EmployeeChange,
) -> Result<Employee, Error> {
    let old = store::find(w.tx, w.who.company, id).await?;
    let new = rules::change(old.clone(), change, w.now)?;
    let new = save(w, &old, new).await?;
    w.audit("employee.change", id.get()).await?;
    Ok(new)
}

/// Keeps an employee that was changed, where nothing stands in the way.
pub(super) async fn save(w: &Write<'_>, old: &Employee, new: Employee) -> Result<Employee, Error> {
    let company = w.who.company;
    if new.role != old.role {
        role::require(w.tx, company, new.role, "role").await?;
    }
    require_places(w.tx, company, &new, Some(old)).await?;
    let unique = |it: &Employee| {
        let address = Some(it.email.clone());
        [address, it.username.clone(), it.number.clone(), it.directory_name.clone()]
    };
    if unique(&new) != unique(old) {
        store::require_free(w.tx, company, &new).await?;
    }
    if crate::fault::seeded("update_lost") {
        return Ok(new);
    }
    if crate::fault::seeded("stored_differently") {
        let kept = Employee { last_name: new.last_name.to_uppercase(), ..new.clone() };
        store::update(w.tx, company, kept).await?;
        return Ok(new);
    }
    store::update(w.tx, company, new).await
}

/// Lets an employee leave; `WrongState` where they have left already.
pub async fn offboard(
    hr: &Hr,
    who: &Who,
    id: EmployeeId,
    how: Resignation,
) -> Result<Employee, Error> {
    hr.write(who, move |w| Box::pin(async move { offboard_in(&w, id, how).await })).await
}

/// [`offboard`] as part of another write.
pub(crate) async fn offboard_in(
    w: &Write<'_>,
    id: EmployeeId,
    how: Resignation,
) -> Result<Employee, Error> {
    let employee = store::find(w.tx, w.who.company, id).await?;
    let employee = rules::offboard(employee, how, w.now)?;
    let employee = store::update(w.tx, w.who.company, employee).await?;
    w.audit("employee.offboard", id.get()).await?;
    Ok(employee)
}

/// Takes a resigned employee back; `WrongState` for any other.
pub async fn restore(hr: &Hr, who: &Who, id: EmployeeId) -> Result<Employee, Error> {
    hr.write(who, move |w| Box::pin(async move { restore_in(&w, id).await })).await
}

/// [`restore`] as part of another write.
pub(crate) async fn restore_in(w: &Write<'_>, id: EmployeeId) -> Result<Employee, Error> {
    let employee = store::find(w.tx, w.who.company, id).await?;
    let employee = rules::restore(employee, w.now)?;
    let employee = store::update(w.tx, w.who.company, employee).await?;
    w.audit("employee.restore", id.get()).await?;
    Ok(employee)
}

/// Hides an employee for good: e-mail address, username and role are free again; the account and
/// the places in a department and in teams end, and whoever reported to them has no manager.
pub async fn delete(hr: &Hr, who: &Who, id: EmployeeId) -> Result<(), Error> {
    hr.write(who, move |w| Box::pin(async move { delete_in(&w, id).await })).await
}

/// [`delete`] as part of another write.
pub(crate) async fn delete_in(w: &Write<'_>, id: EmployeeId) -> Result<(), Error> {
    store::hide(w.tx, w.who.company, id, w.now).await?;
    store::release_reports(w.tx, w.who.company, id).await?;
    persons::release(w.tx, w.who.company, id).await?;
    record::forget(w.tx, w.who.company, id).await?;
    department::leave(w.tx, w.who.company, id).await?;
    team::leave(w.tx, w.who.company, id).await?;
    user::close(w.tx, w.who.company, id).await?;
    w.audit("employee.delete", id.get()).await
}

/// Refuses a manager, branch, position or approver that the company does not have, where it is a
/// new one, and a manager who reports to the employee.
async fn require_places(
    tx: &Tx,
    company: CompanyId,
    new: &Employee,
    old: Option<&Employee>,
) -> Result<(), Error> {
    if let Some(id) = new.manager.filter(|_| new.manager != old.and_then(|old| old.manager)) {
        require(tx, company, id, "manager").await?;
        // Nobody reports yet to an employee who is only being made.
        if old.is_some() {
            require_no_circle(tx, company, new.id, id).await?;
        }
    }
    if let Some(id) = new.branch.filter(|_| new.branch != old.and_then(|old| old.branch)) {
        branch::require(tx, company, id, "branch").await?;
    }
    if let Some(id) = new.position.filter(|_| new.position != old.and_then(|old| old.position)) {
        position::require(tx, company, id, "position").await?;
    }
    persons::require(tx, company, new, old).await
}

/// Walks up from `manager` and refuses to meet `id`.
async fn require_no_circle(
    tx: &Tx,
    company: CompanyId,
    id: EmployeeId,
    manager: EmployeeId,
) -> Result<(), Error> {
    let mut above = Some(manager);
    for _ in 0..LEVELS {
        match above {
            None => return Ok(()),
            Some(met) if met == id => break,
            Some(met) => above = store::superior_of(tx, company, met).await?.flatten(),
        }
    }
    Err(Error::invalid("manager", "must not report to the employee"))
}
