//! What can be done with employees: load, rule, save and audit in one transaction.

use chrono::{DateTime, Utc};

use super::{Employee, EmployeeChange, Filter, NewEmployee, Resignation, Summary, rules, store};
use crate::access::user;
use crate::db::Tx;
use crate::id::{CompanyId, EmployeeId};
use crate::{Error, Hr, Page, PageRequest, Who, department, role};

/// Adds an active employee.
///
/// `Invalid` where a required text is empty, the e-mail address is none or the role does not
/// exist; `Duplicate` where another employee has the e-mail address or the username.
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
    let employee = rules::create(new, now)?;
    role::require(tx, company, employee.role, "role").await?;
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
    filter: Filter,
    page: PageRequest,
) -> Result<Page<Summary>, Error> {
    store::list(hr.db().read(), who.company, filter, page).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: EmployeeId,
    change: EmployeeChange,
) -> Result<Employee, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let old = store::find(w.tx, company, id).await?;
            let new = rules::change(old.clone(), change, w.now)?;
            if new.role != old.role {
                role::require(w.tx, company, new.role, "role").await?;
            }
            if (&new.email, &new.username) != (&old.email, &old.username) {
                store::require_free(w.tx, company, &new).await?;
            }
            let new = store::update(w.tx, company, new).await?;
            w.audit("employee.change", id.get()).await?;
            Ok(new)
        })
    })
    .await
}

/// Lets an employee leave; `WrongState` where they have left already.
pub async fn offboard(
    hr: &Hr,
    who: &Who,
    id: EmployeeId,
    how: Resignation,
) -> Result<Employee, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let employee = store::find(w.tx, w.who.company, id).await?;
            let employee = rules::offboard(employee, how, w.now)?;
            let employee = store::update(w.tx, w.who.company, employee).await?;
            w.audit("employee.offboard", id.get()).await?;
            Ok(employee)
        })
    })
    .await
}

/// Takes a resigned employee back; `WrongState` for any other.
pub async fn restore(hr: &Hr, who: &Who, id: EmployeeId) -> Result<Employee, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let employee = store::find(w.tx, w.who.company, id).await?;
            let employee = rules::restore(employee, w.now)?;
            let employee = store::update(w.tx, w.who.company, employee).await?;
            w.audit("employee.restore", id.get()).await?;
            Ok(employee)
        })
    })
    .await
}

/// Hides an employee for good: e-mail address, username and role are free again; the account and
/// the place in a department end.
pub async fn delete(hr: &Hr, who: &Who, id: EmployeeId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::hide(w.tx, w.who.company, id, w.now).await?;
            department::leave(w.tx, w.who.company, id).await?;
            user::close(w.tx, w.who.company, id).await?;
            w.audit("employee.delete", id.get()).await
        })
    })
    .await
}
