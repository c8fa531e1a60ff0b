//! What can be done with branches: load, rule, save and audit in one transaction.

use super::{Branch, BranchChange, NewBranch, rules, store};
use crate::id::BranchId;
use crate::{Error, Hr, Page, PageRequest, Who, employee};

/// Adds a branch.
///
/// `Invalid` where name or time zone are empty, half a place is given or a fence without a place.
pub async fn create(hr: &Hr, who: &Who, new: NewBranch) -> Result<Branch, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("branch.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One branch; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: BranchId) -> Result<Branch, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// A page of the company's branches in the order of their ids.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<Branch>, Error> {
    store::list(hr.db().read(), who.company, page).await
}

/// All branches of the company in the order of their ids, in one statement.
pub async fn all(hr: &Hr, who: &Who) -> Result<Vec<Branch>, Error> {
    store::all(hr.db().read(), who.company).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: BranchId,
    change: BranchChange,
) -> Result<Branch, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(it, change, w.now)?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("branch.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a branch for good; `WrongState` while an employee is there.
pub async fn delete(hr: &Hr, who: &Who, id: BranchId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            store::find(w.tx, company, id).await?;
            if employee::is_at(w.tx, company, id).await? {
                return Err(Error::wrong_state("employees are still at the branch"));
            }
            store::delete(w.tx, company, id).await?;
            w.audit("branch.delete", id.get()).await
        })
    })
    .await
}
