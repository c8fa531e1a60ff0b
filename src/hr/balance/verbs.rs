//! What can be done with balances: they are summed up when asked for, never stored.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rust_decimal::Decimal;
use sea_orm::ConnectionTrait;

use super::rules::{self, Terms};
use super::{Balance, Entitlement, NewEntitlement, store};
use crate::id::{CompanyId, EmployeeId, LeavePeriodId, LeaveTypeId};
use crate::leave::Status;
use crate::leave_period::{self, LeavePeriod};
use crate::leave_type::LeaveType;
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Who, Write, employee, leave_type};

/// Grants an employee leave of one type for one year.
///
/// `Invalid` where employee or leave type are unknown, `Duplicate` where the year is granted.
pub async fn grant(hr: &Hr, who: &Who, new: NewEntitlement) -> Result<Entitlement, Error> {
    hr.write(who, move |w| Box::pin(async move { grant_in(&w, new).await })).await
}

/// [`grant`] as part of another write.
pub(crate) async fn grant_in(w: &Write<'_>, new: NewEntitlement) -> Result<Entitlement, Error> {
    let company = w.who.company;
    let it = rules::create(new, w.now)?;
    employee::require(w.tx, company, it.employee, "employee").await?;
    let types = BTreeSet::from([it.leave_type]);
    if leave_type::names(w.tx, company, types).await?.is_empty() {
        return Err(Error::invalid("leave_type", "is not a leave type of the company"));
    }
    if store::exists(w.tx, company, &it).await? {
        return Err(Error::Duplicate { field: "year" });
    }
    let it = store::insert(w.tx, company, it).await?;
    w.audit("entitlement.grant", it.id.get()).await?;
    Ok(it)
}

/// Balances of a year, by employee and then by leave type: of these employees, or of everybody
/// who has not left; ids that are nobody's are left out.
///
/// Four statements, however many they are. Leave types that are no longer active are shown where
/// something was granted or taken.
pub async fn of_employees(
    hr: &Hr,
    who: &Who,
    employees: Option<&[EmployeeId]>,
    year: i32,
) -> Result<Vec<Balance>, Error> {
    let db = hr.db().read();
    let today = as_of(year, hr.clock().now());
    Ok(Year::load(db, who.company, employees, year).await?.balances(today))
}

/// [`of_employees`] for employees who are known to exist and for these leave types only, in two
/// statements; as part of another read or write.
pub(crate) async fn of_types(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: &[EmployeeId],
    types: Vec<LeaveType>,
    year: i32,
    now: DateTime<Utc>,
) -> Result<Vec<Balance>, Error> {
    let people = (employees.to_vec(), Some(employees));
    let year = Year::of(db, company, people, types, (year, days_of(year))).await?;
    Ok(year.balances(as_of(year.year, now)))
}

/// The balances of one employee in a leave period: what was granted for the year in which it
/// begins, and the requests that start in it. `NotFound` where the company has no such employee or
/// period, `Forbidden` where the viewer does not see the employee.
///
/// Without a period, that of today counts, or else the last active one; none where there is none.
pub async fn entitlement(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    employee: EmployeeId,
    period: Option<LeavePeriodId>,
) -> Result<Vec<Balance>, Error> {
    sight::require(hr, who, viewer, employee).await?;
    let (db, company, now) = (hr.db().read(), who.company, hr.clock().now());
    let period = match period {
        Some(id) => Some(leave_period::get(hr, who, id).await?),
        None => leave_period::current(db, company, now.date_naive()).await?,
    };
    let Some(period) = period else { return Ok(Vec::new()) };
    let types = leave_type::of_company(db, company).await?;
    in_period(db, company, employee, types, &period, now).await
}

/// The balance of one type in a leave period, as part of another write.
pub(crate) async fn left_in(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    of: LeaveType,
    period: &LeavePeriod,
    now: DateTime<Utc>,
) -> Result<Option<Balance>, Error> {
    Ok(in_period(db, company, employee, vec![of], period, now).await?.pop())
}

async fn in_period(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    types: Vec<LeaveType>,
    period: &LeavePeriod,
    now: DateTime<Utc>,
) -> Result<Vec<Balance>, Error> {
    let me = [employee];
    let people = (me.to_vec(), Some(&me[..]));
    let span = (period.starts_on.year(), (period.starts_on, period.ends_on));
    let of = Year::of(db, company, people, types, span).await?;
    Ok(of.balances(now.date_naive().min(period.ends_on)))
}

/// The first and the last day of a year; of one outside of dates, days on which nothing is.
fn days_of(year: i32) -> (NaiveDate, NaiveDate) {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MAX);
    (day(1, 1), day(12, 31))
}

/// Opens the next year with what remains of this one, by the settings of the leave types; answers
/// how many entitlements were made.
///
/// Only types that carry over take part. Whoever has an entitlement for the next year keeps it
/// as it is, so doing it twice changes nothing.
pub async fn carry_over(hr: &Hr, who: &Who, year: i32) -> Result<u64, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let next = year.saturating_add(1);
            let this = Year::load(w.tx, company, None, year).await?;
            let there = store::of_year(w.tx, company, None, next).await?;
            let there: BTreeSet<_> = there.iter().map(|it| (it.employee, it.leave_type)).collect();
            let mut made = Vec::new();
            for balance in this.balances(as_of(year, w.now)) {
                let of = this.types.iter().find(|of| of.id == balance.leave_type);
                let Some(of) = of.filter(|of| of.active && of.carry_over == Some(true)) else {
                    continue;
                };
                let carried = rules::carried_over(of, balance.remaining);
                let idle = carried.is_zero() && balance.entitlement.is_none();
                if idle || there.contains(&(balance.employee, balance.leave_type)) {
                    continue;
                }
                let Balance { employee, leave_type, entitled, .. } = balance;
                let new = NewEntitlement::new(employee, leave_type, next, entitled);
                made.push(rules::create(NewEntitlement { carried, ..new }, w.now)?);
            }
            let count = made.len() as u64;
            store::insert_all(w.tx, company, made).await?;
            w.audit("entitlement.carry_over", i64::from(year)).await?;
            Ok(count)
        })
    })
    .await
}

/// The day on which a year is looked at: today, or its last day where it is over.
fn as_of(year: i32, now: DateTime<Utc>) -> NaiveDate {
    let today = now.date_naive();
    NaiveDate::from_ymd_opt(year, 12, 31).map_or(today, |last| today.min(last))
}

type Key = (EmployeeId, LeaveTypeId);

/// All that the balances of a year are summed up from.
struct Year {
    year: i32,
    employees: Vec<EmployeeId>,
    types: Vec<LeaveType>,
    granted: BTreeMap<Key, Entitlement>,
    taken: BTreeMap<Key, Vec<store::Taken>>,
}

impl Year {
    async fn load(
        db: &impl ConnectionTrait,
        company: CompanyId,
        employees: Option<&[EmployeeId]>,
        year: i32,
    ) -> Result<Self, Error> {
        let types = leave_type::of_company(db, company).await?;
        let known = match employees {
            Some(ids) => employee::known(db, company, ids.to_vec()).await?,
            None => employee::working(db, company).await?,
        };
        Self::of(db, company, (known, employees), types, (year, days_of(year))).await
    }

    /// Of people and types that are known already: only what was granted and taken is read, of the
    /// people that are named or, where none are, of the whole company.
    async fn of(
        db: &impl ConnectionTrait,
        company: CompanyId,
        (employees, named): (Vec<EmployeeId>, Option<&[EmployeeId]>),
        types: Vec<LeaveType>,
        (year, days): (i32, (NaiveDate, NaiveDate)),
    ) -> Result<Self, Error> {
        let granted = store::of_year(db, company, named, year).await?;
        let granted = granted.into_iter().map(|it| ((it.employee, it.leave_type), it)).collect();
        let mut taken: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for it in store::taken(db, company, named, days).await? {
            taken.entry((it.employee, it.leave_type)).or_default().push(it);
        }
        Ok(Self { year, employees, types, granted, taken })
    }

    fn balances(&self, today: NaiveDate) -> Vec<Balance> {
        let each = self.employees.iter().flat_map(|id| self.types.iter().map(|of| (*id, of)));
        each.filter_map(|(employee, of)| self.balance(employee, of, today)).collect()
    }

    fn balance(&self, employee: EmployeeId, of: &LeaveType, today: NaiveDate) -> Option<Balance> {
        let key = (employee, of.id);
        let granted = self.granted.get(&key);
        let taken = self.taken.get(&key).map_or(&[][..], Vec::as_slice);
        if !of.active && granted.is_none() && taken.is_empty() {
            return None;
        }
        let terms = granted.map_or_else(|| Terms::of_type(of), Terms::of_entitlement);
        let approved = taken.iter().filter(|it| it.status != Status::Pending);
        let approved: Vec<_> = approved.map(|it| (it.first_day, it.days)).collect();
        let pending = taken.iter().filter(|it| it.status == Status::Pending).map(|it| it.days);
        let left = terms.left(if of.deducts { &approved } else { &[] }, today);
        let days: Decimal = approved.iter().map(|(_, days)| days).sum();
        Some(Balance {
            employee,
            leave_type: of.id,
            leave_type_name: of.name.clone(),
            year: self.year,
            entitlement: granted.map(|it| it.id),
            entitled: terms.entitled,
            locked: granted.is_some_and(|it| it.locked),
            carried: terms.carried,
            carried_until: terms.carried_until,
            carried_left: left.carried,
            used: days + terms.taken_before + terms.carried_taken,
            pending: pending.sum(),
            remaining: left.remaining,
            deducts: of.deducts,
        })
    }
}
