//! What can be done with policies: load, rule, save and audit in one transaction.

use super::{Audience, NewPolicy, Policy, PolicyChange, Status, acknowledgements, rules, store};
use crate::id::{EmployeeId, PolicyId};
use crate::{Error, Hr, Page, PageRequest, Who, Write, department, employee, file};

/// Adds a policy as a draft.
///
/// `Invalid` where the title is empty or the stored attachment is unknown. Departments and
/// employees that the company does not have are left out.
pub async fn create(hr: &Hr, who: &Who, new: NewPolicy) -> Result<Policy, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = known_targets(&w, rules::create(new, w.now)?).await?;
            check_attachment(&w, &it).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("policy.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One policy; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: PolicyId) -> Result<Policy, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The policies of the company in the order of their ids.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<Policy>, Error> {
    store::list(hr.db().read(), who.company, page).await
}

/// Changes what `change` names, the status among it; fails as [`create`] and [`get`] do.
///
/// Targets that stay are not looked up again: people leave, and the policy must remain editable.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: PolicyId,
    change: PolicyChange,
) -> Result<Policy, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let reset = change.reset_acknowledgements == Some(true);
            let old = store::find(w.tx, company, id).await?;
            let mut it = rules::change(old.clone(), change, w.now)?;
            if (&old.departments, &old.employees) != (&it.departments, &it.employees) {
                it = known_targets(&w, it).await?;
            }
            if old.attachment != it.attachment {
                check_attachment(&w, &it).await?;
            }
            let it = store::update(w.tx, company, &old, it).await?;
            if reset {
                acknowledgements::clear(w.tx, company, id).await?;
            }
            w.audit("policy.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Archives a policy, from whichever status; an archived one stays as it is.
pub async fn archive(hr: &Hr, who: &Who, id: PolicyId) -> Result<Policy, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let old = store::find(w.tx, w.who.company, id).await?;
            if old.status == Status::Archived {
                return Ok(old);
            }
            let archived = PolicyChange { status: Some(Status::Archived), ..Default::default() };
            let it = rules::change(old.clone(), archived, w.now)?;
            let it = store::update(w.tx, w.who.company, &old, it).await?;
            w.audit("policy.archive", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Notes that an employee has read an active policy; a second time changes nothing.
///
/// `WrongState` while it is a draft or once it is archived, `Invalid` where the employee is unknown
/// or the policy does not address this one.
pub async fn acknowledge(
    hr: &Hr,
    who: &Who,
    id: PolicyId,
    employee: EmployeeId,
) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let it = store::find(w.tx, company, id).await?;
            rules::acknowledge(&it)?;
            employee::require(w.tx, company, employee, "employee_id").await?;
            if !addresses(&w, &it, employee).await? {
                return Err(Error::invalid("employee_id", "is not in the policy's audience"));
            }
            if acknowledgements::add(w.tx, company, id, employee, w.now).await? {
                w.audit("policy.acknowledge", id.get()).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Who has acknowledged a policy, in the order of ids; `NotFound` where there is none.
pub async fn acknowledged(hr: &Hr, who: &Who, id: PolicyId) -> Result<Vec<EmployeeId>, Error> {
    let db = hr.db().read();
    store::require(db, who.company, id).await?;
    acknowledgements::of(db, who.company, id).await
}

/// Removes a policy, whom it addresses and who acknowledged it; `NotFound` where there is none.
pub async fn delete(hr: &Hr, who: &Who, id: PolicyId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("policy.delete", id.get()).await
        })
    })
    .await
}

/// Leaves out targets that the company does not have: callers keep lists longer than people stay.
async fn known_targets(w: &Write<'_>, mut it: Policy) -> Result<Policy, Error> {
    it.departments = department::known(w.tx, w.who.company, it.departments).await?;
    it.employees = employee::known(w.tx, w.who.company, it.employees).await?;
    Ok(it)
}

async fn check_attachment(w: &Write<'_>, it: &Policy) -> Result<(), Error> {
    file::require(w.tx, w.who.company, it.attachment.as_ref(), "attachment").await
}

async fn addresses(w: &Write<'_>, it: &Policy, employee: EmployeeId) -> Result<bool, Error> {
    Ok(match it.audience {
        Audience::Global => true,
        Audience::Employees => it.employees.contains(&employee),
        Audience::Departments => department::of_employee(w.tx, w.who.company, employee)
            .await?
            .is_some_and(|department| it.departments.contains(&department)),
    })
}
