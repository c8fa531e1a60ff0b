//! What the clocks of the branches show: moments are kept in UTC, people live in local time.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

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

fn named(id: BranchId, name: &str) -> Result<Tz, Error> {
    let unknown = |_| Error::internal(format!("branch {id} has no time zone that is known"));
    name.parse().map_err(unknown)
}

/// What the clock on the wall shows at a moment, in whole seconds.
pub(crate) fn local(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    let shown = at.with_timezone(&zone).naive_local();
    shown.with_nanosecond(0).unwrap_or(shown)
}
