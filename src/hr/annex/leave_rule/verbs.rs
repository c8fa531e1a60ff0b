//! What can be done with the rules of leave types: load, rule, save and audit in one transaction.

use std::collections::BTreeMap;

use super::{LeaveRule, rules, store};
use crate::db::table;
use crate::entity::leave_type as entity;
use crate::id::LeaveTypeId;
use crate::leave_type::{self, NewLeaveType};
use crate::{Error, Hr, Who};

/// Adds a leave type with its rules; `Invalid` as far as either is wrong.
pub async fn create(
    hr: &Hr,
    who: &Who,
    new: NewLeaveType,
    it: LeaveRule,
) -> Result<LeaveTypeId, Error> {
    rules::check(&it)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let id = leave_type::create_in(&w, new).await?.id;
            store::save(w.tx, w.who.company, id, it, w.now).await?;
            w.audit("leave_rule.set", id.get()).await?;
            Ok(id)
        })
    })
    .await
}

/// The rules of a leave type; `NotFound` where the company has no such type.
pub async fn get(hr: &Hr, who: &Who, leave_type: LeaveTypeId) -> Result<LeaveRule, Error> {
    let db = hr.db().read();
    table::find::<entity::Entity>(db, who.company, leave_type).await?;
    Ok(store::find(db, who.company, leave_type).await?.unwrap_or_default())
}

/// The rules of every leave type that has any; the others have the default.
pub async fn all(hr: &Hr, who: &Who) -> Result<BTreeMap<LeaveTypeId, LeaveRule>, Error> {
    store::all(hr.db().read(), who.company).await
}

/// Puts these rules in place of those before; `NotFound` and `Invalid` as far as they are wrong.
pub async fn set(hr: &Hr, who: &Who, leave_type: LeaveTypeId, it: LeaveRule) -> Result<(), Error> {
    rules::check(&it)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            table::find::<entity::Entity>(w.tx, w.who.company, leave_type).await?;
            store::save(w.tx, w.who.company, leave_type, it, w.now).await?;
            w.audit("leave_rule.set", leave_type.get()).await
        })
    })
    .await
}
