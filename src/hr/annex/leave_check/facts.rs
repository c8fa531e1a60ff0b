//! What the rules of a request look at, read in a fixed number of statements.

use chrono::{DateTime, Datelike, Utc};
use rust_decimal::Decimal;
use sea_orm::ConnectionTrait;

use super::rules::{Department, Facts, Left, working_days};
use super::{NewLeave, Reason};
use crate::annex::absence::{self, Absence};
use crate::annex::map::{self, Map, Standing};
use crate::annex::{leave_rule, restriction, user};
use crate::id::{CompanyId, DepartmentId, EmployeeId};
use crate::leave_type::{self, LeaveType};
use crate::{Error, balance, department, holiday, work_pattern};

/// The facts, or why they cannot be had.
pub async fn gather(
    db: &impl ConnectionTrait,
    company: CompanyId,
    asked: &NewLeave,
    now: DateTime<Utc>,
) -> Result<Result<Facts, Reason>, Error> {
    if asked.starts_at >= asked.ends_at {
        return Ok(Err(Reason::Backwards));
    }
    let people = map::select(db, company, Map::Staff(asked.employee), Standing::Active).await?;
    let Some(person) = people.into_iter().next() else { return Ok(Err(Reason::UnknownEmployee)) };
    let types = leave_type::of_company(db, company).await?;
    let kind = types.into_iter().find(|it| it.id == asked.leave_type && it.active);
    let Some(kind) = kind else { return Ok(Err(Reason::UnknownType)) };
    let rule = leave_rule::all_in(db, company).await?.remove(&kind.id).unwrap_or_default();

    let me = [asked.employee];
    let own = at_the_time(db, company, asked, &me).await?;
    let others = restriction::others(db, company, asked.employee).await?;
    let restricted = !at_the_time(db, company, asked, &others).await?.is_empty();
    let (from, to) = (asked.starts_at.date(), asked.ends_at.date());
    let work = work_pattern::between(db, company, Some(&me), from, to).await?;
    let free = holiday::between(db, company, &me, from, to).await?;
    let work = work.get(&asked.employee).map_or(&[][..], Vec::as_slice);
    let free = free.get(&asked.employee).map_or(&[][..], Vec::as_slice);
    let watched = person.department.filter(|_| rule.counts_for_department);
    Ok(Ok(Facts {
        today: now.date_naive(),
        user_type: user::type_of(db, company, asked.employee).await?,
        overlaps: !own.is_empty(),
        restricted,
        department: match watched {
            Some(id) => watch(db, company, asked, id).await?,
            None => None,
        },
        requires_approval: kind.requires_approval,
        days: working_days(asked.starts_at, asked.ends_at, work, free),
        left: left(db, company, asked, kind, now).await?,
        rule,
    }))
}

/// Leave of these people at the time of the request, the one that is edited left out.
async fn at_the_time(
    db: &impl ConnectionTrait,
    company: CompanyId,
    asked: &NewLeave,
    people: &[EmployeeId],
) -> Result<Vec<Absence>, Error> {
    let (from, to) = (asked.starts_at, asked.ends_at);
    let mut found = absence::between(db, company, people, None, from, to).await?;
    found.retain(|it| Some(it.id) != asked.leave);
    Ok(found)
}

async fn watch(
    db: &impl ConnectionTrait,
    company: CompanyId,
    asked: &NewLeave,
    id: DepartmentId,
) -> Result<Option<Department>, Error> {
    let Some(min_staff) = department::min_staff(db, company, id).await? else { return Ok(None) };
    let people = map::select(db, company, Map::Department(id), Standing::Active).await?;
    let members: Vec<_> = people.into_iter().map(|person| person.id).collect();
    let (from, to) = (asked.starts_at.date(), asked.ends_at.date());
    let (first, end) = (absence::midnight(from), absence::end_of(to));
    let absences = absence::between(db, company, &members, None, first, end).await?;
    let work = work_pattern::between(db, company, Some(&members), from, to).await?;
    Ok(Some(Department { min_staff, members, absences, work }))
}

/// What is left for the request, with what is pending taken off, but not the request it replaces.
async fn left(
    db: &impl ConnectionTrait,
    company: CompanyId,
    asked: &NewLeave,
    kind: LeaveType,
    now: DateTime<Utc>,
) -> Result<Option<Left>, Error> {
    if !kind.deducts {
        return Ok(None);
    }
    let by_type = kind.entitlement_hours.is_some();
    let year = asked.starts_at.year();
    let me = [asked.employee];
    let (types, of) = (vec![kind], asked.leave_type);
    let balances = balance::of_types(db, company, &me, types, year, now).await?;
    let Some(it) = balances.into_iter().next() else {
        return Ok(Some(Left { granted: false, locked: false, days: Decimal::ZERO }));
    };
    let replaced = match asked.leave {
        Some(id) => absence::deducted(db, company, (id, asked.employee), of, year).await?,
        None => Decimal::ZERO,
    };
    let days = it.remaining - it.pending + replaced;
    let granted = by_type || it.entitlement.is_some();
    Ok(Some(Left { granted, locked: it.locked, days }))
}
