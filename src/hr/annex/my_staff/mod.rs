//! What an approver sees of their own staff: allowances, and this year's leave in figures.
//!
//! Everything is read in eight statements, however many the staff, and counted in memory.

mod count;
mod store;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::absence::{self, midnight};
use super::allowance::{self, Allowance};
use super::profile::Role;
use super::{Person, overtime};
use crate::balance::{self, Balance};
use crate::id::EmployeeId;
use crate::work_pattern::Unit;
use crate::{Error, Hr, Who, leave_type};

pub use count::{Figures, Most, Span, TypeFigures};

/// What is shown of one of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub person: Person,
    /// Requests for leave of this year that wait for a decision.
    pub pending_requests: i64,
    pub pending_overtime: i64,
    /// None where the company has no annual leave.
    pub this_year: Option<Allowance>,
    pub next_year: Option<Allowance>,
    /// What the caller does about this one's requests.
    pub role: Role,
}

/// Everything about somebody's staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyStaff {
    /// In the order of ids.
    pub staff: Vec<Member>,
    pub figures: Figures,
}

/// The staff whose requests `caller` approves or is told of and who have not left, with the leave
/// of this calendar year; pending leave counts in the figures as approved leave does.
pub async fn read(hr: &Hr, who: &Who, caller: EmployeeId) -> Result<MyStaff, Error> {
    let (db, company, now) = (hr.db().read(), who.company, hr.clock().now());
    let year = now.date_naive().year();
    let staff = store::staff(db, company, caller).await?;
    let ids: Vec<_> = staff.iter().map(|it| it.person.id).collect();
    let types = leave_type::of_company(db, company).await?;
    let (from, to) = (new_year(year), new_year(year.saturating_add(1)));
    let leave = absence::between(db, company, &ids, None, midnight(from), midnight(to)).await?;
    let overtime = overtime::pending(db, company, &ids).await?;
    let units: BTreeMap<_, _> = staff.iter().map(|it| (it.person.id, it.unit)).collect();
    let annual = Vec::from_iter(allowance::annual(&types).cloned());
    let mut years = Vec::new();
    for year in [year, year.saturating_add(1)] {
        let found = balance::of_types(db, company, &ids, annual.clone(), year, now).await?;
        let unit = |id| units.get(&id).copied().unwrap_or(Unit::Days);
        let of = |it: Balance| (it.employee, allowance::of_balance(&it, unit(it.employee)));
        years.push(found.into_iter().map(of).collect::<BTreeMap<_, _>>());
    }
    let figures = count::figures(&staff, &leave, &types);
    let pending = count::pending(&leave);
    let allowance = |year: usize, id| years.get(year)?.get(&id).cloned();
    let member = |it: store::Staff| Member {
        pending_requests: pending.get(&it.person.id).copied().unwrap_or(0),
        pending_overtime: overtime.get(&it.person.id).copied().unwrap_or(0),
        this_year: allowance(0, it.person.id),
        next_year: allowance(1, it.person.id),
        role: it.role,
        person: it.person,
    };
    Ok(MyStaff { staff: staff.into_iter().map(member).collect(), figures })
}

/// Every year of the clock has a first of January.
fn new_year(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MAX)
}
