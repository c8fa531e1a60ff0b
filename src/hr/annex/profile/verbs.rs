//! What can be done with profiles: load, rule, save and audit in one transaction.

use std::collections::BTreeMap;

use super::{Profile, ProfileChange, View, rules, store};
use crate::id::{DepartmentId, EmployeeId, TagId};
use crate::{Error, Hr, Who, Write, department, employee};

/// An employee's profile; `NotFound` where the company has no such employee.
pub async fn get(hr: &Hr, who: &Who, id: EmployeeId) -> Result<Profile, Error> {
    let db = hr.db().read();
    if employee::known(db, who.company, vec![id]).await?.is_empty() {
        return Err(Error::NotFound("employee"));
    }
    Ok(store::of(db, who.company, &[id]).await?.remove(&id).unwrap_or_default())
}

/// The profiles of those of the employees who have one, in one statement; the others have the
/// default.
pub async fn list(
    hr: &Hr,
    who: &Who,
    employees: &[EmployeeId],
) -> Result<BTreeMap<EmployeeId, Profile>, Error> {
    store::of(hr.db().read(), who.company, employees).await
}

/// Changes what `change` names; fails as [`get`] does, and with `Invalid` where a notifier or what
/// is seen first does not exist.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: EmployeeId,
    change: ProfileChange,
) -> Result<Profile, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = change_in(&w, id, change).await?;
            w.audit("profile.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// The part of [`change`] that changing a whole user shares.
pub(crate) async fn change_in(
    w: &Write<'_>,
    id: EmployeeId,
    change: ProfileChange,
) -> Result<Profile, Error> {
    let company = w.who.company;
    if employee::known(w.tx, company, vec![id]).await?.is_empty() {
        return Err(Error::NotFound("employee"));
    }
    let old = store::of(w.tx, company, &[id]).await?.remove(&id).unwrap_or_default();
    let it = rules::change(old.clone(), id, change)?;
    let persons = |it: &Profile| (it.notifier_2, it.notifier_3);
    if persons(&it) != persons(&old) {
        let notifiers: Vec<_> = it.notifier_2.into_iter().chain(it.notifier_3).collect();
        employee::require_all(w.tx, company, &notifiers, "notifier").await?;
    }
    let view = |it: &Profile| (it.default_view, it.default_view_id);
    if view(&it) != view(&old) {
        check_view(w, &it).await?;
    }
    store::save(w.tx, company, id, it.clone(), w.now).await?;
    Ok(it)
}

async fn check_view(w: &Write<'_>, it: &Profile) -> Result<(), Error> {
    let company = w.who.company;
    let exists = match (it.default_view, it.default_view_id) {
        (_, None) => true,
        (Some(View::Tag), Some(id)) => super::super::tag::exists(w.tx, company, TagId(id)).await?,
        (_, Some(id)) => {
            !department::known(w.tx, company, vec![DepartmentId(id)]).await?.is_empty()
        }
    };
    match exists {
        true => Ok(()),
        false => Err(Error::invalid("default_view_id", "does not exist")),
    }
}
