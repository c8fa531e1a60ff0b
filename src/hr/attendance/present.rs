//! Who is there today: the day of each is that of the branch where they work.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use sea_orm::ConnectionTrait;

use super::{Attendance, Filter, store};
use crate::branch::{self, Zones};
use crate::id::{CompanyId, EmployeeId};
use crate::{Error, employee};

/// What is known of somebody's day.
#[derive(Clone, Debug, PartialEq)]
pub struct Present {
    /// The one that is open, or else the last one.
    pub record: Attendance,
    /// By the clock of the branch.
    pub came_at: NaiveDateTime,
    /// None while they are there.
    pub left_at: Option<NaiveDateTime>,
}

/// Those of the employees who have come today, of everybody where none are named; in three
/// statements.
pub(crate) async fn present(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: Option<Vec<EmployeeId>>,
    now: DateTime<Utc>,
) -> Result<BTreeMap<EmployeeId, Present>, Error> {
    let zones = Zones::load(db, company).await?;
    let branches = employee::branches(db, company, employees.clone()).await?;
    // No clock is further from UTC than a day.
    let around = |days| (now + TimeDelta::days(days)).date_naive();
    let (from, to) = (Some(around(-1)), Some(around(1)));
    let filter = Filter { employees, from, to, ..Filter::default() };
    let mut found: BTreeMap<EmployeeId, Present> = BTreeMap::new();
    for record in store::all(db, company, &filter).await? {
        let Some(branch) = branches.get(&record.employee) else { continue };
        let of_today = record.date == branch::local(now, zones.of(*branch)).date();
        let is_there = found.get(&record.employee).is_some_and(|it| it.left_at.is_none());
        if of_today && !is_there {
            let zone = zones.of(record.branch);
            let came_at = branch::local(record.check_in_at, zone);
            let left_at = record.check_out_at.map(|at| branch::local(at, zone));
            found.insert(record.employee, Present { record, came_at, left_at });
        }
    }
    Ok(found)
}
