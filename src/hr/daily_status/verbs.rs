//! What can be done with daily statuses: load, rule, save and audit in one transaction.

use super::{DailyStatus, NewDailyStatus, store};
use crate::employee::record::zone_of;
use crate::id::EmployeeId;
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Who};

/// How somebody said they are today, if they did; `NotFound` where the company has no such
/// employee, `Forbidden` where they are not in the viewer's sight.
pub async fn today(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    employee: EmployeeId,
) -> Result<Option<DailyStatus>, Error> {
    sight::require(hr, who, viewer, employee).await?;
    let (db, now) = (hr.db().read(), hr.clock().now());
    let zone = zone_of(db, who.company, employee).await?;
    store::of_day(db, who.company, employee, now.with_timezone(&zone).date_naive()).await
}

/// Says how somebody is today, in place of what was said before; fails as [`today`] does.
pub async fn set(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    employee: EmployeeId,
    new: NewDailyStatus,
) -> Result<DailyStatus, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            sight::require_in(&w, viewer, employee).await?;
            let zone = zone_of(w.tx, company, employee).await?;
            let day = w.now.with_timezone(&zone).date_naive();
            let NewDailyStatus { status, feeling, message } = new;
            let it = DailyStatus { employee, day, status, feeling, message };
            store::save(w.tx, company, &it, w.now).await?;
            w.audit("daily_status.set", employee.get()).await?;
            Ok(it)
        })
    })
    .await
}
