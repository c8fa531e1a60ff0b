//! What can be done with users: load, rule, save and audit in one transaction.

use std::collections::BTreeMap;

use super::{Approver, rules, store};
use crate::annex::profile::{self, ProfileChange, UserType};
use crate::employee::{self, EmployeeChange, Resignation};
use crate::id::EmployeeId;
use crate::{Error, Hr, Who, Write, role};

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

/// Gives somebody other rights, and the role that goes with them; `Conflict` for the last super
/// user, unless they stay one.
///
/// A role of the company's own is kept where its level is that of the new rights.
pub async fn set_type(hr: &Hr, who: &Who, id: EmployeeId, to: UserType) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let old = store::type_of(w.tx, company, id).await?;
            if rules::level(old) != rules::level(to) {
                keep_one(&w, id).await?;
                let key = rules::role_key(rules::level(to));
                let role = Some(role::id_of(w.tx, company, key).await?);
                employee::change_in(&w, id, EmployeeChange { role, ..Default::default() }).await?;
            }
            let change = ProfileChange { user_type: Some(to), ..Default::default() };
            profile::change_in(&w, id, change).await?;
            w.audit("profile.change", id.get()).await
        })
    })
    .await
}

/// Lets somebody leave: they cannot sign in and are in no calendar; `Conflict` for the last super
/// user, `WrongState` for who has left.
pub async fn disable(hr: &Hr, who: &Who, id: EmployeeId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            keep_one(&w, id).await?;
            employee::offboard_in(&w, id, Resignation::default()).await?;
            Ok(())
        })
    })
    .await
}

/// Takes somebody back; `WrongState` for who has not left.
pub async fn enable(hr: &Hr, who: &Who, id: EmployeeId) -> Result<(), Error> {
    employee::restore(hr, who, id).await?;
    Ok(())
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

async fn keep_one(w: &Write<'_>, id: EmployeeId) -> Result<(), Error> {
    let company = w.who.company;
    let is_super_user = store::type_of(w.tx, company, id).await? >= UserType::SuperUser;
    rules::keeps_one(is_super_user, store::other_super_users(w.tx, company, id).await?)
}
