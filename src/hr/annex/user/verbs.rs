//! What can be done with users: load, rule, save and audit in one transaction.

use std::collections::BTreeMap;

use super::{Approver, NewUser, UserChange, rules, store};
use crate::access::user as account;
use crate::annex::allowance::{self, NewAllowance};
use crate::annex::profile::{self, ProfileChange, UserType};
use crate::employee::{self, Resignation, Status};
use crate::id::{DepartmentId, EmployeeId, RoleId};
use crate::{Error, Faults, Hr, Patch, Who, Write, department, role};

/// The user types of these employees; ids that are nobody's are left out.
pub async fn types(
    hr: &Hr,
    who: &Who,
    employees: &[EmployeeId],
) -> Result<BTreeMap<EmployeeId, UserType>, Error> {
    store::types(hr.db().read(), who.company, employees).await
}

/// Everybody who may approve and has not left, in the order of ids.
pub async fn approvers(hr: &Hr, who: &Who) -> Result<Vec<Approver>, Error> {
    store::approvers(hr.db().read(), who.company).await
}

/// Adds a user who can sign in.
///
/// `Invalid` where the department or one of the persons does not exist, or a person may not
/// approve; and all that [`employee::create`], [`profile::change`] and [`allowance::create`] say.
pub async fn create(hr: &Hr, who: &Who, new: NewUser) -> Result<EmployeeId, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let NewUser { mut employee, profile, .. } = new;
            employee.role = role_of(&w, new.user_type).await?;
            let manager = employee.manager.map_or(Patch::Keep, Patch::Set);
            require_approvers(&w, manager, &profile).await?;
            require_department(&w, new.department).await?;
            let id = employee::create_in(w.tx, company, employee, w.now).await?.id;
            w.audit("employee.create", id.get()).await?;
            department::join(w.tx, company, new.department, id).await?;
            let profile = ProfileChange { user_type: Some(new.user_type), ..profile };
            profile::change_in(&w, id, profile).await?;
            account::set_in(&w, id, Some(new.password)).await?;
            for it in new.allowances {
                allowance::create_in(&w, NewAllowance { employee: id, ..it }).await?;
            }
            if !new.active {
                leave(&w, id).await?;
            }
            Ok(id)
        })
    })
    .await
}

/// Changes what `change` names; fails as [`create`] does, with `NotFound` where there is no such
/// user, and with `Conflict` where the last super user would be none any more.
///
/// A role of the company's own is kept where its level is that of the new rights.
pub async fn change(hr: &Hr, who: &Who, id: EmployeeId, change: UserChange) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let UserChange { mut employee, user_type, profile, .. } = change;
            let old = store::type_of(w.tx, w.who.company, id).await?;
            if let Some(to) = user_type.filter(|to| rules::level(*to) != rules::level(old)) {
                keep_one(&w, id).await?;
                employee.role = Some(role_of(&w, to).await?);
            }
            require_approvers(&w, employee.manager, &profile).await?;
            let status = employee::change_in(&w, id, employee).await?.status;
            if let Some(to) = change.department {
                require_department(&w, to).await?;
                department::join(w.tx, w.who.company, to, id).await?;
            }
            let profile = ProfileChange { user_type, ..profile };
            profile::change_in(&w, id, profile).await?;
            if let Some(password) = change.password {
                account::set_in(&w, id, Some(password)).await?;
            }
            match (change.active, status) {
                (Some(false), Status::Active | Status::Offboarding) => leave(&w, id).await?,
                (Some(true), Status::Resigned) => drop(employee::restore_in(&w, id).await?),
                _ => {}
            }
            w.audit("profile.change", id.get()).await
        })
    })
    .await
}

/// Removes somebody for good, with their leave and restrictions; `Conflict` for the last super
/// user.
pub async fn delete(hr: &Hr, who: &Who, id: EmployeeId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            keep_one(&w, id).await?;
            store::clear(w.tx, w.who.company, id).await?;
            employee::delete_in(&w, id).await
        })
    })
    .await
}

/// Lets somebody leave, on the last day of their profile where there is one.
async fn leave(w: &Write<'_>, id: EmployeeId) -> Result<(), Error> {
    keep_one(w, id).await?;
    let on = profile::of(w.tx, w.who.company, &[id]).await?.remove(&id);
    let on = on.and_then(|profile| profile.employment_ends_on);
    employee::offboard_in(w, id, Resignation { on, reason: None }).await?;
    Ok(())
}

async fn keep_one(w: &Write<'_>, id: EmployeeId) -> Result<(), Error> {
    let company = w.who.company;
    let is_super_user = store::type_of(w.tx, company, id).await? >= UserType::SuperUser;
    rules::keeps_one(is_super_user, store::other_super_users(w.tx, company, id).await?)
}

async fn role_of(w: &Write<'_>, it: UserType) -> Result<RoleId, Error> {
    role::id_of(w.tx, w.who.company, rules::role_key(rules::level(it))).await
}

async fn require_department(w: &Write<'_>, id: DepartmentId) -> Result<(), Error> {
    match department::known(w.tx, w.who.company, vec![id]).await?.is_empty() {
        true => Err(Error::invalid("department", "is not a department of the company")),
        false => Ok(()),
    }
}

/// Refuses those of the newly named persons who do not exist or may not approve.
async fn require_approvers(
    w: &Write<'_>,
    manager: Patch<EmployeeId>,
    change: &ProfileChange,
) -> Result<(), Error> {
    let persons = [
        ("manager", manager),
        ("notifier_2", change.notifier_2),
        ("notifier_3", change.notifier_3),
    ];
    let named = persons.iter().filter_map(|(field, person)| match person {
        Patch::Set(id) => Some((*field, *id)),
        Patch::Keep | Patch::Clear => None,
    });
    let named: Vec<_> = named.collect();
    let ids: Vec<_> = named.iter().map(|(_, id)| *id).collect();
    let types = store::types(w.tx, w.who.company, &ids).await?;
    let mut faults = Faults::default();
    for (field, id) in named {
        let found = types.get(&id);
        faults.check(found.is_some(), field, "is not an employee of the company");
        let may = found.is_none_or(|it| *it >= UserType::Approver);
        faults.check(may, field, "must be an approver or a super user");
    }
    faults.result()
}
