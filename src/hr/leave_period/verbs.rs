//! What can be done with leave periods: load, rule, save and audit in one transaction.

use super::{LeavePeriod, LeavePeriodChange, NewLeavePeriod, rules, store};
use crate::id::LeavePeriodId;
use crate::{Error, Hr, Who, Write};

/// Adds a period; `Invalid` where it overlaps with another or ends before it begins.
pub async fn create(hr: &Hr, who: &Who, new: NewLeavePeriod) -> Result<LeavePeriod, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            require_alone(&w, &it).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("leave_period.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One period; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: LeavePeriodId) -> Result<LeavePeriod, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// All periods of the company, the earliest first, in one statement.
pub async fn all(hr: &Hr, who: &Who) -> Result<Vec<LeavePeriod>, Error> {
    store::all(hr.db().read(), who.company).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: LeavePeriodId,
    change: LeavePeriodChange,
) -> Result<LeavePeriod, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(it, change, w.now)?;
            require_alone(&w, &it).await?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("leave_period.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a period for good; `NotFound` where there is none. Leave in it stays.
pub async fn delete(hr: &Hr, who: &Who, id: LeavePeriodId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("leave_period.delete", id.get()).await
        })
    })
    .await
}

async fn require_alone(w: &Write<'_>, it: &LeavePeriod) -> Result<(), Error> {
    match store::overlaps(w.tx, w.who.company, it).await? {
        true => Err(Error::invalid("starts_on", "must not overlap with another leave period")),
        false => Ok(()),
    }
}
