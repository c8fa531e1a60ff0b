//! What can be done with holiday entitlements: load, rule, save and audit in one transaction.

use super::{Holiday, HolidayChange, NewHoliday, rules, store};
use crate::employee;
use crate::id::HolidayId;
use crate::{Error, Hr, Page, PageRequest, Who, Write};

/// Adds a holiday entitlement; `Invalid` where a rule is broken.
pub async fn create(hr: &Hr, who: &Who, new: NewHoliday) -> Result<Holiday, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            check_references(&w, &it).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("holiday.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One holiday entitlement; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: HolidayId) -> Result<Holiday, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The holiday entitlements of the company in the order of their ids.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<Holiday>, Error> {
    store::list(hr.db().read(), who.company, page).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: HolidayId,
    change: HolidayChange,
) -> Result<Holiday, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let before = it.employee;
            let it = rules::change(it, change, w.now)?;
            if it.employee != before {
                check_references(&w, &it).await?;
            }
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("holiday.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a holiday entitlement for good; `NotFound` where there is none.
pub async fn delete(hr: &Hr, who: &Who, id: HolidayId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("holiday.delete", id.get()).await
        })
    })
    .await
}

async fn check_references(w: &Write<'_>, it: &Holiday) -> Result<(), Error> {
    employee::require(w.tx, w.who.company, it.employee, "employee_id").await
}
