//! What the clocks of the branches show: moments are kept in UTC, people live in local time.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::Branch;
use crate::Error;
use crate::db::table;
use crate::entity::branch::{Column, Entity};
use crate::id::{BranchId, CompanyId};

/// The time zones of all branches of a company.
#[derive(Clone, Debug, Default)]
pub(crate) struct Zones(BTreeMap<BranchId, Tz>);

impl Zones {
    /// All of them in one statement.
    pub async fn load(db: &impl ConnectionTrait, company: CompanyId) -> Result<Self, Error> {
        let query = table::of::<Entity>(company).order_by_asc(Column::Id).select_only();
        let rows: Vec<(BranchId, String)> =
            query.columns([Column::Id, Column::TimeZone]).into_tuple().all(db).await?;
        let zones = rows.into_iter().map(|(id, name)| Ok((id, named(id, &name)?)));
        Ok(Self(zones.collect::<Result<_, Error>>()?))
    }

    /// The zone of a branch, UTC without one.
    pub fn of(&self, branch: Option<BranchId>) -> Tz {
        branch.and_then(|id| self.0.get(&id)).copied().unwrap_or(Tz::UTC)
    }
}

/// The zone in which the days of a branch begin, UTC without a branch.
pub(crate) fn zone(branch: Option<&Branch>) -> Result<Tz, Error> {
    branch.map_or(Ok(Tz::UTC), |branch| named(branch.id, &branch.time_zone))
}

fn named(id: BranchId, name: &str) -> Result<Tz, Error> {
    let unknown = |_| Error::internal(format!("branch {id} has no time zone that is known"));
    name.parse().map_err(unknown)
}

/// What the clock on the wall shows at a moment, in whole seconds.
pub(crate) fn local(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    let shown = at.with_timezone(&zone).naive_local();
    shown.with_nanosecond(0).unwrap_or(shown)
}

/// The moment at which the clock on the wall shows this; the first of two where it is set back.
///
/// `Invalid` for `field` where the clock is set forward and never shows it, or the year has
/// more than four digits in UTC.
pub(crate) fn moment(
    field: &'static str,
    at: NaiveDateTime,
    zone: Tz,
) -> Result<DateTime<Utc>, Error> {
    let found = at.and_local_timezone(zone).earliest();
    let found = found.ok_or_else(|| Error::invalid(field, "does not exist in the time zone"))?;
    let found = found.with_timezone(&Utc);
    match (1..=9999).contains(&found.year()) {
        true => Ok(found),
        false => Err(Error::invalid(field, "is too far away")),
    }
}
