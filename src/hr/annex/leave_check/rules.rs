//! What a request may look like: pure, so that tests can be tables.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use rust_decimal::Decimal;

use super::{Asker, NewLeave, Reason};
use crate::annex::absence::{Absence, end_of, midnight};
use crate::annex::allowance::day;
use crate::annex::leave_rule::LeaveRule;
use crate::annex::profile::UserType;
use crate::holiday::Holiday;
use crate::id::EmployeeId;
use crate::work_pattern::{Unit, WorkPattern, holding};

/// No request is looked at for more days than these: ten years.
const DAYS: i64 = 3660;

/// What a balance says of a request that deducts from it.
#[derive(Clone, Copy, Debug)]
pub struct Left {
    pub granted: bool,
    pub locked: bool,
    /// Days, pending requests taken off.
    pub days: Decimal,
}

/// The employee's department, where it says how many people it needs.
#[derive(Clone, Debug, Default)]
pub struct Department {
    pub min_staff: i32,
    pub members: Vec<EmployeeId>,
    /// Of the members.
    pub absences: Vec<Absence>,
    pub work: std::collections::BTreeMap<EmployeeId, Vec<WorkPattern>>,
}

/// All that the rules look at.
#[derive(Clone, Debug)]
pub struct Facts {
    pub today: NaiveDate,
    pub rule: LeaveRule,
    /// The user type of who will be off.
    pub user_type: UserType,
    /// Whether there is other leave of the employee at the time.
    pub overlaps: bool,
    /// Whether somebody is off with whom the employee may not be off.
    pub restricted: bool,
    pub department: Option<Department>,
    /// Whether somebody must decide about leave of the type.
    pub requires_approval: bool,
    /// Days of work that the request takes.
    pub days: Decimal,
    /// None where the type deducts nothing.
    pub left: Option<Left>,
}

/// Every reason against the request, each once, in the order of [`Reason`].
pub fn judge(asked: &NewLeave, asker: Asker, facts: &Facts) -> Vec<Reason> {
    let Facts { rule, .. } = facts;
    let minutes = (asked.ends_at - asked.starts_at).num_minutes();
    let notice = TimeDelta::days(i64::from(rule.notice_days.max(0)));
    let earliest = facts.today.checked_add_signed(notice).unwrap_or(NaiveDate::MAX);
    let noted = asked.note.as_deref().is_some_and(|note| !note.trim().is_empty());
    let limit = |minutes: i32| Some(i64::from(minutes)).filter(|minutes| *minutes > 0);
    let staff = !asker.overrides();
    let left = facts.left.as_ref();
    let reasons = [
        (facts.overlaps && !rule.concurrent, Reason::Overlap),
        (staff && facts.user_type < rule.available_to, Reason::NotAvailable),
        (
            staff && asked.starts_at.date() < earliest && rule.notice_days > 0,
            Reason::NoticeTooShort,
        ),
        (staff && rule.note_required && !noted, Reason::NoteRequired),
        (
            staff && limit(rule.consecutive_minutes).is_some_and(|most| minutes > most),
            Reason::TooLong,
        ),
        (
            staff && limit(rule.minimum_minutes).is_some_and(|least| minutes < least),
            Reason::TooShort,
        ),
        (staff && facts.restricted, Reason::Restricted),
        (
            staff && facts.department.as_ref().is_some_and(|it| short(asked, it)),
            Reason::DepartmentShort,
        ),
        (left.is_some_and(|it| !it.granted), Reason::NoAllowance),
        (
            staff && left.is_some_and(|it| it.granted && it.days < facts.days),
            Reason::AllowanceExceeded,
        ),
        (staff && left.is_some_and(|it| it.locked), Reason::AllowanceLocked),
    ];
    reasons.into_iter().filter(|(against, _)| *against).map(|(_, reason)| reason).collect()
}

/// Whether on some day of the request fewer people would be at work than the department needs;
/// days off count as absent, and days on which the employee does not work are not looked at.
fn short(asked: &NewLeave, department: &Department) -> bool {
    let works = |id: &EmployeeId, day: NaiveDate| {
        let patterns = department.work.get(id).map_or(&[][..], Vec::as_slice);
        let pattern = holding(patterns, day);
        pattern.map_or(!is_weekend(day), |pattern| pattern.minutes_on(day) > 0)
    };
    let off = |id: &EmployeeId, day: NaiveDate| {
        let at = |it: &&Absence| it.starts_at < end_of(day) && it.ends_at > midnight(day);
        department.absences.iter().filter(|it| it.employee == *id).any(|it| at(&it))
    };
    days_of(asked.starts_at, asked.ends_at).filter(|day| works(&asked.employee, *day)).any(|day| {
        let others = department.members.iter().filter(|id| **id != asked.employee);
        let there = others.filter(|id| works(id, day) && !off(id, day)).count();
        (there as i64) < i64::from(department.min_staff)
    })
}

/// The days of work between two moments: a day counts as the part of it that is taken, at most
/// one, hours as eighths; days without work and holidays do not count. Whoever has no pattern works
/// from Monday to Friday.
pub fn working_days(
    from: NaiveDateTime,
    to: NaiveDateTime,
    work: &[WorkPattern],
    free: &[Holiday],
) -> Decimal {
    let counted = days_of(from, to).map(|date| {
        let is_free = free.iter().any(|it| (it.first_day..=it.last_day).contains(&date));
        let taken = (to.min(end_of(date)) - from.max(midnight(date))).num_minutes();
        let pattern = holding(work, date);
        let (most, of) = match pattern.map(|it| (it.unit, i64::from(it.minutes_on(date)))) {
            _ if is_free => (0, Unit::Days),
            Some((_, 0)) => (0, Unit::Days),
            Some((Unit::Hours, minutes)) => (minutes, Unit::Hours),
            Some((Unit::Days, _)) => (1440, Unit::Days),
            None => (if is_weekend(date) { 0 } else { 1440 }, Unit::Days),
        };
        Decimal::from(taken.min(most)) / Decimal::from(day(of))
    });
    counted.sum::<Decimal>().round_dp(4).normalize()
}

/// Whether people without a pattern are off.
fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The days that the time from `from` to `to` touches; an end at midnight is the day before's.
fn days_of(from: NaiveDateTime, to: NaiveDateTime) -> impl Iterator<Item = NaiveDate> {
    let days = from.date().iter_days().take(DAYS as usize);
    days.take_while(move |day| midnight(*day) < to)
}
