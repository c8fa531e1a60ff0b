//! Allowances: the one balance that WhosOff shows of somebody, in minutes; it is that of the
//! company's first active leave type of the kind "annual".

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::profile;
use crate::balance::{self, Balance, NewEntitlement};
use crate::id::{EmployeeId, EntitlementId};
use crate::leave_type::{self, Kind, LeaveType};
use crate::work_pattern::Unit;
use crate::{Error, Hr, Who, Write};

/// Somebody's allowance of one year; all amounts are minutes and may be negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    pub unit: Unit,
    pub opening: i32,
    pub remaining: i32,
    pub pending: i32,
    pub carried: i32,
    pub carried_left: i32,
    pub carried_until: Option<NaiveDate>,
}

/// What a new allowance is made of, in minutes.
#[derive(Clone, Debug)]
pub struct NewAllowance {
    pub employee: EmployeeId,
    /// A day of the year that it is for.
    pub starts_on: NaiveDate,
    pub opening: i32,
    /// What is left of the opening; leave that is recorded comes off that again.
    pub remaining: i32,
    pub carried: i32,
    pub carried_left: i32,
    pub locked: bool,
}

/// Minutes of a day of leave.
pub fn day(unit: Unit) -> i32 {
    match unit {
        Unit::Days => 1440,
        Unit::Hours => 480,
    }
}

/// The allowances of the employees in one year, in five statements; those who have none are left
/// out, and so is everybody where the company has no annual leave.
pub async fn of_year(
    hr: &Hr,
    who: &Who,
    employees: &[EmployeeId],
    year: i32,
) -> Result<BTreeMap<EmployeeId, Allowance>, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let types = leave_type::of_company(db, company).await?;
    let Some(annual) = annual(&types) else { return Ok(BTreeMap::new()) };
    let profiles = profile::of(db, company, employees).await?;
    let unit = |id| profiles.get(&id).map_or(Unit::Days, |it| it.allowance_unit);
    let types = vec![annual.clone()];
    let balances = balance::of_types(db, company, employees, types, year, hr.clock().now()).await?;
    Ok(balances.iter().map(|it| (it.employee, of_balance(it, unit(it.employee)))).collect())
}

/// Grants an allowance; `Invalid` where the employee is unknown, the company has no annual leave or
/// the year is neither this one nor the next, `Duplicate` where the year is granted.
pub async fn create(hr: &Hr, who: &Who, new: NewAllowance) -> Result<EntitlementId, Error> {
    hr.write(who, move |w| Box::pin(async move { create_in(&w, new).await })).await
}

/// [`create`] as part of another write.
pub(crate) async fn create_in(w: &Write<'_>, new: NewAllowance) -> Result<EntitlementId, Error> {
    let year = new.starts_on.year();
    let this = w.now.year();
    if !(this..=this.saturating_add(1)).contains(&year) {
        return Err(Error::invalid("starts_on", "must lie in this year or the next"));
    }
    let (db, company) = (w.tx, w.who.company);
    let types = leave_type::of_company(db, company).await?;
    let none = || Error::invalid("starts_on", "needs a leave type of the kind annual");
    let leave_type = annual(&types).ok_or_else(none)?.id;
    let profiles = profile::of(db, company, &[new.employee]).await?;
    let unit = profiles.get(&new.employee).map_or(Unit::Days, |it| it.allowance_unit);
    let days = |minutes: i64| Decimal::from(minutes) / Decimal::from(day(unit));
    let taken = |from: i32, left: i32| days(i64::from(from) - i64::from(left));
    let entitlement = NewEntitlement {
        employee: new.employee,
        leave_type,
        year,
        entitled: days(new.opening.into()),
        taken_before: taken(new.opening, new.remaining),
        carried: days(new.carried.into()),
        carried_taken: taken(new.carried, new.carried_left),
        carried_until: None,
        locked: new.locked,
    };
    Ok(balance::grant_in(w, entitlement).await?.id)
}

/// The leave type that allowances are about.
pub(crate) fn annual(types: &[LeaveType]) -> Option<&LeaveType> {
    types.iter().find(|it| it.kind == Kind::Annual && it.active && it.deducts)
}

pub(crate) fn of_balance(it: &Balance, unit: Unit) -> Allowance {
    Allowance {
        unit,
        opening: minutes(it.entitled, unit),
        remaining: minutes(it.remaining, unit),
        pending: minutes(it.pending, unit),
        carried: minutes(it.carried, unit),
        carried_left: minutes(it.carried_left, unit),
        carried_until: it.carried_until,
    }
}

/// Days of leave as minutes, rounded; as far as 32 bits go.
pub fn minutes(days: Decimal, unit: Unit) -> i32 {
    let exact = days.checked_mul(Decimal::from(day(unit))).unwrap_or(Decimal::MAX).round();
    let most = if exact.is_sign_negative() { i32::MIN } else { i32::MAX };
    exact.to_i32().unwrap_or(most)
}
