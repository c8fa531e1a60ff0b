//! Leave requests: rules as tables, verbs on a fresh database.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rust_decimal::Decimal;

use super::*;
use crate::testing::World;
use crate::{Error, Hr, PageRequest, Who};

const MISSING: Error = Error::NotFound("leave request");

fn at(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
}

/// From the 25th to the 27th.
fn holiday(employee: EmployeeId) -> NewLeaveRequest {
    NewLeaveRequest {
        employee,
        kind: Kind::Annual,
        starts_at: at(25, 9),
        ends_at: at(27, 17),
        notes: Some("Family".into()),
        total_days: None,
        external_id: Some("x-1".into()),
    }
}

fn fields(refused: Result<impl std::fmt::Debug, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[test]
fn leave_days_are_calendar_days_with_both_ends() {
    for (starts_at, ends_at, days) in [
        (at(25, 9), at(27, 17), 3),
        (at(25, 9), at(25, 10), 1),
        (at(25, 23), at(26, 0), 2),
        (at(1, 0), at(31, 23), 31),
    ] {
        let new = NewLeaveRequest { starts_at, ends_at, ..holiday(EmployeeId(1)) };
        let it = rules::create(new, World::start()).unwrap();
        assert_eq!(it.total_days, Decimal::from(days), "{starts_at} to {ends_at}");
    }
}

#[test]
fn leave_create_names_every_field_that_breaks_a_rule() {
    for ends_at in [at(25, 9), at(24, 9)] {
        let total_days = Some(Decimal::from(-1));
        let new = NewLeaveRequest { ends_at, total_days, ..holiday(EmployeeId(1)) };
        assert_eq!(fields(rules::create(new, World::start())), ["ends_at", "total_days"]);
    }
}

#[tokio::test]
async fn leave_create_then_get_gives_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let half = Some(Decimal::new(25, 1));
    let made = create(hr, who, NewLeaveRequest { total_days: half, ..holiday(eve) }).await.unwrap();
    let expected = LeaveRequest {
        id: made.id,
        employee: Person { id: eve, name: made.employee.name.clone() },
        kind: Kind::Annual,
        starts_at: at(25, 9),
        ends_at: at(27, 17),
        notes: Some("Family".into()),
        total_days: Decimal::new(25, 1),
        status: Status::Pending,
        reject_reason: None,
        approver: None,
        decided_at: None,
        external_id: Some("x-1".into()),
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert!(made.employee.name.starts_with("Eve "));
    assert_eq!(made, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
}

#[tokio::test]
async fn leave_create_for_somebody_unknown_is_refused() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let theirs = world.employee(rival, "Rita").await;
    for employee in [EmployeeId(9_999), theirs] {
        assert_eq!(fields(create(hr, who, holiday(employee)).await), ["employee_id"]);
    }
}

#[tokio::test]
async fn leave_change_while_pending_sets_clears_and_keeps() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let new = NewLeaveRequest { total_days: Some(Decimal::ONE), ..holiday(eve) };
    let made = create(hr, who, new).await.unwrap();
    hr.clock().set(World::start() + TimeDelta::hours(1));
    let asked = LeaveRequestChange {
        kind: Some(Kind::Sick),
        ends_at: Some(at(28, 12)),
        notes: Patch::Clear,
        total_days: Patch::Clear,
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    let expected = LeaveRequest {
        kind: Kind::Sick,
        ends_at: at(28, 12),
        notes: None,
        total_days: Decimal::from(4),
        updated_at: World::start() + TimeDelta::hours(1),
        ..made
    };
    assert_eq!(changed, expected);
    assert_eq!(get(hr, who, expected.id).await.unwrap(), expected);
    let backwards = LeaveRequestChange { ends_at: Some(at(25, 9)), ..Default::default() };
    assert_eq!(fields(change(hr, who, expected.id, backwards).await), ["ends_at"]);
}

/// Whether nothing more can be done with the request but delete it.
async fn assert_final(hr: &Hr, who: &Who, decided: &LeaveRequest) {
    let id = decided.id;
    let tried = [
        approve(hr, who, id).await,
        reject(hr, who, id, Some("late".into())).await,
        change(hr, who, id, LeaveRequestChange::default()).await,
    ];
    for tried in tried {
        assert!(matches!(tried, Err(Error::WrongState { .. })), "{tried:?}");
    }
    assert_eq!(get(hr, who, id).await.as_ref(), Ok(decided));
    delete(hr, who, id).await.unwrap();
    assert_eq!(get(hr, who, id).await, Err(MISSING));
}

#[tokio::test]
async fn leave_approved_is_final() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, holiday(eve)).await.unwrap();
    let approved = approve(hr, who, made.id).await.unwrap();
    assert_eq!((approved.status, approved.approver.clone()), (Status::Approved, None));
    assert_eq!(approved.decided_at, Some(World::start()));
    assert_final(hr, who, &approved).await;
}

#[tokio::test]
async fn leave_rejected_keeps_the_reason_and_is_final() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    for reason in [Some("Too many are away".to_owned()), None] {
        let made = create(hr, who, holiday(eve)).await.unwrap();
        let rejected = reject(hr, who, made.id, reason.clone()).await.unwrap();
        assert_eq!((rejected.status, &rejected.reject_reason), (Status::Rejected, &reason));
        assert_final(hr, who, &rejected).await;
    }
}

#[tokio::test]
async fn leave_decided_behind_a_machine_names_the_first_admin() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let ada = world.admin(who, "Ada").await;
    world.admin(who, "Second").await;
    let made = create(hr, who, holiday(eve)).await.unwrap();
    let approver = approve(hr, who, made.id).await.unwrap().approver.unwrap();
    assert_eq!((approver.id, approver.name.starts_with("Ada ")), (ada, true));
}

#[tokio::test]
async fn leave_of_another_company_is_not_found_and_not_touched() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, holiday(eve)).await.unwrap();
    let page = PageRequest::new(1, 20);
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, LeaveRequestChange::default()).await, Err(MISSING));
    assert_eq!(approve(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(reject(hr, rival, made.id, None).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(list(hr, rival, None, page).await.unwrap().total, 0);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn leave_list_filters_by_status_in_a_constant_number_of_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let mut ids = Vec::new();
    for employee in [eve, max, eve, max, eve] {
        ids.push(create(hr, who, holiday(employee)).await.unwrap().id);
    }
    approve(hr, who, ids[1]).await.unwrap();
    reject(hr, who, ids[2], None).await.unwrap();
    for (status, expected) in [
        (None, ids.clone()),
        (Some(Status::Pending), vec![ids[0], ids[3], ids[4]]),
        (Some(Status::Approved), vec![ids[1]]),
        (Some(Status::Rejected), vec![ids[2]]),
    ] {
        let page = list(hr, who, status, PageRequest::new(1, 20)).await.unwrap();
        let found: Vec<_> = page.items.iter().map(|it| it.id).collect();
        assert_eq!((found, page.total), (expected.clone(), expected.len() as u64));
    }
    let mut spent = Vec::new();
    for size in [1, 4] {
        let before = hr.db().statements();
        let page = list(hr, who, None, PageRequest::new(1, size)).await.unwrap();
        spent.push(hr.db().statements() - before);
        assert_eq!((page.items.len() as u64, page.total), (size, 5));
    }
    assert_eq!(spent, [3, 3]);
}

#[tokio::test]
async fn leave_leaves_a_trail() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let before = world.audited(who).await.len();
    let made = create(hr, who, holiday(eve)).await.unwrap();
    change(hr, who, made.id, LeaveRequestChange::default()).await.unwrap();
    approve(hr, who, made.id).await.unwrap();
    let refused = create(hr, who, holiday(EmployeeId(9_999))).await;
    assert!(refused.is_err());
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(
        world.audited(who).await[before..],
        ["leave.create", "leave.change", "leave.approve", "leave.delete"]
    );
}
