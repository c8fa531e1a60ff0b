//! Balances: the sum as a table, verbs on a fresh database.

use chrono::NaiveDateTime;

use super::rules::{Left, Terms};
use super::*;
use crate::leave::{self, NewLeaveRequest};
use crate::leave_type::{self, Kind, LeaveTypeChange, NewLeaveType};
use crate::testing::World;
use crate::{Error, Hr, Patch, Who};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn days(count: i64) -> Decimal {
    Decimal::from(count)
}

/// Carried days count until the end of March.
const MARCH: Option<(u32, u32)> = Some((3, 31));

#[test]
fn balance_uses_carried_days_first_and_lets_the_rest_expire() {
    // Entitled, taken before, carried, carried taken, until; approved (month, days); today;
    // remaining, carried left.
    for (terms, until, taken, today, left) in [
        ([20, 0, 0, 0], None, &[][..], (6, 1), (20, 0)),
        ([20, 3, 0, 0], None, &[(2, 5)], (6, 1), (12, 0)),
        ([20, 0, 5, 0], None, &[(2, 3)], (6, 1), (22, 2)),
        ([20, 0, 5, 2], None, &[(2, 3)], (6, 1), (20, 0)),
        ([20, 0, 5, 0], None, &[(2, 8)], (6, 1), (17, 0)),
        ([20, 0, 5, 0], MARCH, &[(2, 3)], (3, 31), (22, 2)),
        ([20, 0, 5, 0], MARCH, &[(2, 3)], (4, 1), (20, 0)),
        ([20, 0, 5, 0], MARCH, &[(5, 3)], (3, 1), (22, 5)),
        ([20, 0, 5, 0], MARCH, &[(5, 3)], (6, 1), (17, 0)),
        ([20, 0, 5, 0], MARCH, &[(2, 4), (3, 4), (5, 1)], (6, 1), (16, 0)),
        ([20, 0, -2, 0], MARCH, &[(2, 1)], (6, 1), (17, -2)),
        ([1, 0, 0, 0], None, &[(2, 3)], (6, 1), (-2, 0)),
    ] {
        let [entitled, taken_before, carried, carried_taken] = terms.map(days);
        let carried_until = until.map(|(month, of)| day(month, of));
        let it = Terms { entitled, taken_before, carried, carried_taken, carried_until };
        let taken: Vec<_> = taken.iter().map(|(month, of)| (day(*month, 10), days(*of))).collect();
        let expected = Left { remaining: days(left.0), carried: days(left.1) };
        assert_eq!(it.left(&taken, day(today.0, today.1)), expected, "{it:?} {taken:?}");
    }
}

#[test]
fn balance_carries_over_what_remains_up_to_the_most() {
    let annual = NewLeaveType::new("Annual", Kind::Annual);
    for (hours, remaining, carried) in
        [(Some(40), 7, 5), (Some(40), 3, 3), (Some(40), -2, 0), (None, 30, 30)]
    {
        let new = NewLeaveType { carry_over_hours: hours, ..annual.clone() };
        let of = leave_type::described(new, World::start()).unwrap();
        assert_eq!(rules::carried_over(&of, days(remaining)), days(carried));
    }
}

/// A type of 160 hours, which is 20 days, that carries over 5 days.
async fn annual(hr: &Hr, who: &Who) -> LeaveTypeId {
    let new = NewLeaveType {
        entitlement_hours: Some(days(160)),
        carry_over: Some(true),
        carry_over_hours: Some(40),
        ..NewLeaveType::new("Annual", Kind::Annual)
    };
    leave_type::create(hr, who, new).await.unwrap().id
}

fn at(date: NaiveDate, hour: u32) -> NaiveDateTime {
    date.and_hms_opt(hour, 0, 0).unwrap()
}

/// Three days from the tenth of the month.
fn away(employee: EmployeeId, month: u32) -> NewLeaveRequest {
    NewLeaveRequest {
        employee,
        kind: Kind::Annual,
        leave_type: None,
        starts_at: at(day(month, 10), 9),
        ends_at: at(day(month, 12), 17),
        notes: None,
        total_days: None,
        external_id: None,
    }
}

#[tokio::test]
async fn balance_counts_approved_and_pending_requests_of_the_year() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let (eve, max) = (world.employee(who, "Eve").await, world.employee(who, "Max").await);
    let of = annual(hr, who).await;
    let approved = leave::create(hr, who, away(eve, 2)).await.unwrap().id;
    leave::approve(hr, who, approved).await.unwrap();
    leave::create(hr, who, away(eve, 4)).await.unwrap();
    let cancelled = leave::create(hr, who, away(eve, 5)).await.unwrap().id;
    leave::cancel(hr, who, cancelled).await.unwrap();
    let expected = Balance {
        employee: eve,
        leave_type: of,
        leave_type_name: "Annual".into(),
        year: 2026,
        entitlement: None,
        locked: false,
        entitled: days(20),
        carried: days(0),
        carried_until: None,
        carried_left: days(0),
        used: days(3),
        pending: days(3),
        remaining: days(17),
    };
    assert_eq!(of_employees(hr, who, Some(&[eve]), 2026).await.unwrap(), [expected]);
    let next = of_employees(hr, who, None, 2027).await.unwrap();
    assert_eq!(next.iter().map(|it| it.employee).collect::<Vec<_>>(), [eve, max]);
    assert!(next.iter().all(|it| (it.used, it.pending) == (days(0), days(0))));
    assert_eq!(of_employees(hr, rival, Some(&[eve]), 2026).await.unwrap(), []);
    let free = LeaveTypeChange { deducts: Some(false), ..Default::default() };
    leave_type::change(hr, who, of, free).await.unwrap();
    let free = of_employees(hr, who, Some(&[eve]), 2026).await.unwrap();
    assert_eq!((free[0].used, free[0].remaining), (days(3), days(20)));
}

#[tokio::test]
async fn balance_takes_four_statements_whatever_the_number() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    annual(hr, who).await;
    let mut ids = Vec::new();
    for name in ["Eve", "Max", "Kim", "Lou"] {
        ids.push(world.employee(who, name).await);
    }
    for (asked, count) in [(Some(&ids[..1]), 1), (Some(&ids[..]), 4), (None, 4)] {
        let before = hr.db().statements();
        assert_eq!(of_employees(hr, who, asked, 2026).await.unwrap().len(), count);
        assert_eq!(hr.db().statements() - before, 4);
    }
}

#[tokio::test]
async fn entitlement_is_granted_once_a_year_and_wins_over_the_type() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let of = annual(hr, who).await;
    let new = NewEntitlement {
        taken_before: Decimal::new(15, 1),
        carried: days(4),
        carried_taken: days(1),
        carried_until: Some(day(3, 1)),
        locked: true,
        ..NewEntitlement::new(eve, of, 2026, days(25))
    };
    let made = grant(hr, who, new.clone()).await.unwrap();
    assert_eq!((made.taken_before, made.locked), (Decimal::new(15, 1), true));
    assert_eq!(grant(hr, who, new.clone()).await, Err(Error::Duplicate { field: "year" }));
    let of_next = NewEntitlement { year: 2027, ..new.clone() };
    assert!(grant(hr, who, of_next).await.is_ok());
    for (who, bad, field) in [
        (who, NewEntitlement { employee: EmployeeId(99), ..new.clone() }, "employee"),
        (who, NewEntitlement { leave_type: LeaveTypeId(99), ..new.clone() }, "leave_type"),
        (who, NewEntitlement { year: 0, ..new.clone() }, "year"),
        (rival, new.clone(), "employee"),
    ] {
        let answer = grant(hr, who, bad).await;
        assert!(matches!(answer, Err(Error::Invalid(faults)) if faults[0].field == field));
    }
    let [it] = of_employees(hr, who, Some(&[eve]), 2026).await.unwrap().try_into().unwrap();
    // The clock stands at the second of March: the three carried days have expired.
    assert_eq!((it.entitlement, it.entitled, it.carried), (Some(made.id), days(25), days(4)));
    assert_eq!((it.carried_left, it.used), (days(0), Decimal::new(25, 1)));
    assert_eq!(it.remaining, Decimal::new(235, 1));
}

#[tokio::test]
async fn balance_carry_over_opens_the_next_year_once() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let (eve, max) = (world.employee(who, "Eve").await, world.employee(who, "Max").await);
    let of = annual(hr, who).await;
    leave_type::create(hr, who, NewLeaveType::new("Sick", Kind::Sick)).await.unwrap();
    grant(hr, who, NewEntitlement::new(eve, of, 2026, days(3))).await.unwrap();
    assert_eq!(carry_over(hr, who, 2026).await, Ok(2));
    assert_eq!(carry_over(hr, who, 2026).await, Ok(0));
    let next = of_employees(hr, who, None, 2027).await.unwrap();
    let next: Vec<_> = next
        .iter()
        .filter(|it| it.leave_type == of)
        .map(|it| (it.employee, it.entitled, it.carried, it.remaining))
        .collect();
    let expected = [(eve, days(3), days(3), days(6)), (max, days(20), days(5), days(25))];
    assert_eq!(next, expected);
    let none = LeaveTypeChange { carry_over: Patch::Set(false), ..Default::default() };
    leave_type::change(hr, who, of, none).await.unwrap();
    assert_eq!(carry_over(hr, who, 2027).await, Ok(0));
}
