//! What can be done with leave types: load, rule, save and audit in one transaction.

use super::{LeaveType, LeaveTypeChange, NewLeaveType, rules, store};
use crate::id::LeaveTypeId;
use crate::{Error, Hr, Page, PageRequest, Who, Write};

/// Adds a leave type; `Invalid` where a rule is broken.
pub async fn create(hr: &Hr, who: &Who, new: NewLeaveType) -> Result<LeaveType, Error> {
    hr.write(who, move |w| Box::pin(async move { create_in(&w, new).await })).await
}

/// [`create`] as part of another write.
pub(crate) async fn create_in(w: &Write<'_>, new: NewLeaveType) -> Result<LeaveType, Error> {
    let it = rules::create(new, w.now)?;
    let it = store::insert(w.tx, w.who.company, it).await?;
    w.audit("leave_type.create", it.id.get()).await?;
    Ok(it)
}

/// One leave type; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: LeaveTypeId) -> Result<LeaveType, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The leave types of the company in the order of their ids.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<LeaveType>, Error> {
    store::list(hr.db().read(), who.company, page).await
}

/// All leave types of the company in the order of their ids, in one statement.
pub async fn all(hr: &Hr, who: &Who) -> Result<Vec<LeaveType>, Error> {
    store::of_company(hr.db().read(), who.company).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: LeaveTypeId,
    change: LeaveTypeChange,
) -> Result<LeaveType, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(it, change, w.now)?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("leave_type.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a leave type for good; `NotFound` where there is none.
pub async fn delete(hr: &Hr, who: &Who, id: LeaveTypeId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("leave_type.delete", id.get()).await
        })
    })
    .await
}
