//! A company at a glance, for whoever heads it or a part of it.

use std::collections::BTreeMap;

use chrono::{Datelike, Months};

use super::{Overview, store};
use crate::setting::{self, Key};
use crate::sight::Viewer;
use crate::{Error, Hr, Who, attendance, department, leave};

/// The company in figures to an administrator; to others the departments that they head, with all
/// below them, and the members of those. In a fixed number of statements; today is the day where
/// `viewer` works.
pub async fn overview(hr: &Hr, who: &Who, viewer: Viewer) -> Result<Overview, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let all = department::nodes(db, company).await?;
    let headed = match viewer.is_admin() {
        true => None,
        false => Some(department::headed_in(&all, viewer.employee)),
    };
    let ids = match &headed {
        None => None,
        Some(headed) => Some(store::members(db, company, headed).await?),
    };
    let mut parts = BTreeMap::new();
    let counted = |id| headed.as_ref().is_none_or(|headed| headed.contains(&id));
    for part in all.iter().filter(|part| counted(part.id)) {
        *parts.entry(part.kind).or_default() += 1;
    }
    let today = attendance::today(hr, who, viewer.employee).await?;
    let first = today.with_day(1).unwrap_or(today);
    let month = (first, (first + Months::new(1)).pred_opt().unwrap_or(today));
    let present = attendance::present(db, company, ids.clone(), hr.clock().now()).await?;
    Ok(Overview {
        company_name: setting::get(hr, who, Key::CompanyName).await?.value.unwrap_or_default(),
        active: store::working(db, company, ids.as_ref(), None).await?,
        employees: store::total(db, company, ids.as_ref()).await?,
        parts,
        checked_in_today: present.values().filter(|it| it.left_at.is_none()).count(),
        new_this_month: store::working(db, company, ids.as_ref(), Some(month)).await?,
        on_leave_today: leave::away(db, company, ids, today).await?.len(),
    })
}
