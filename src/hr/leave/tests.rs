//! Leave requests: rules as tables, verbs on a fresh database.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rust_decimal::Decimal;

use super::*;
use crate::access::{Level, user};
use crate::employee::{self, EmployeeChange};
use crate::leave_type::{self, NewLeaveType};
use crate::testing::World;
use crate::{Actor, Error, Hr, PageRequest, Who};

const MISSING: Error = Error::NotFound("leave request");

fn at(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
}

/// From the 25th to the 27th.
pub fn holiday(employee: EmployeeId) -> NewLeaveRequest {
    NewLeaveRequest {
        employee,
        kind: Kind::Annual,
        leave_type: None,
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
        let it = rules::create(new, None, World::start()).unwrap();
        assert_eq!(it.total_days, Decimal::from(days), "{starts_at} to {ends_at}");
    }
}

#[test]
fn leave_create_names_every_field_that_breaks_a_rule() {
    for ends_at in [at(25, 9), at(24, 9)] {
        let total_days = Some(Decimal::from(-1));
        let new = NewLeaveRequest { ends_at, total_days, ..holiday(EmployeeId(1)) };
        assert_eq!(fields(rules::create(new, None, World::start())), ["ends_at", "total_days"]);
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
        leave_type: None,
        starts_at: at(25, 9),
        ends_at: at(27, 17),
        notes: Some("Family".into()),
        total_days: Decimal::new(25, 1),
        status: Status::Pending,
        reject_reason: None,
        approver: None,
        decided_at: None,
        steps: vec![Step {
            step: 1,
            role: StepRole::Hr,
            approver: None,
            decision: None,
            notes: None,
            acted_at: None,
            acted_by: None,
        }],
        attachment: None,
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
    assert_eq!(list(hr, rival, &Filter::default(), page).await.unwrap().total, 0);
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
        (vec![], ids.clone()),
        (vec![Status::Pending], vec![ids[0], ids[3], ids[4]]),
        (vec![Status::Approved], vec![ids[1]]),
        (vec![Status::Rejected, Status::Cancelled], vec![ids[2]]),
    ] {
        let filter = Filter { status, ..Filter::default() };
        let page = list(hr, who, &filter, PageRequest::new(1, 20)).await.unwrap();
        let found: Vec<_> = page.items.iter().map(|it| it.id).collect();
        assert_eq!((found, page.total), (expected.clone(), expected.len() as u64));
    }
    let mut spent = Vec::new();
    for size in [1, 4] {
        let before = hr.db().statements();
        let page = list(hr, who, &Filter::default(), PageRequest::new(1, size)).await.unwrap();
        spent.push(hr.db().statements() - before);
        assert_eq!((page.items.len() as u64, page.total), (size, 5));
    }
    // Page, total, steps, names; types would be one more.
    assert_eq!(spent, [4, 4]);
}

const EVE: EmployeeId = EmployeeId(1);
const MAX: EmployeeId = EmployeeId(2);
const ADA: EmployeeId = EmployeeId(3);

#[test]
fn leave_step_is_decided_by_whom_it_waits_for() {
    use Level::{Admin, Employee, Manager};
    let now = World::start();
    // Manager of the request, whether they have left, who decides, and whether they may.
    for (manager, left, who, level, may) in [
        (Some(MAX), false, MAX, Manager, true),
        (Some(MAX), false, MAX, Employee, true),
        (Some(MAX), false, ADA, Admin, false),
        (Some(MAX), true, ADA, Admin, true),
        (Some(MAX), true, ADA, Manager, false),
        (Some(ADA), false, EVE, Admin, false),
        (None, false, ADA, Admin, true),
        (None, false, MAX, Manager, false),
        (None, false, EVE, Admin, false),
    ] {
        let it = rules::create(holiday(EVE), None, now).unwrap();
        let decider = rules::Decider { employee: who, level };
        let chain = rules::steps(manager);
        let answer = rules::act(it, &chain, decider, left, Decision::Rejected, None, now);
        let case = (manager, left, who, level);
        match answer {
            Ok((it, step)) => {
                assert!(may, "{case:?}");
                assert_eq!((it.status, step.acted_by), (Status::Rejected, Some(who)));
            }
            Err(error) => assert!(!may && matches!(error, Error::Forbidden { .. }), "{case:?}"),
        }
    }
}

/// The company with Max as Eve's manager, and who they are when signed in.
async fn chain(world: &World) -> (EmployeeId, Who, Who, Who) {
    let World { hr, who, .. } = world;
    let (eve, max) = (world.employee(who, "Eve").await, world.employee(who, "Max").await);
    let ada = world.admin(who, "Ada").await;
    let under = EmployeeChange { manager: Patch::Set(max), ..Default::default() };
    employee::change(hr, who, eve, under).await.unwrap();
    let mut signed_in = Vec::new();
    for employee in [eve, max, ada] {
        let user = user::set(hr, who, employee, None).await.unwrap();
        signed_in.push(Who::new(who.company, Actor::User(user), ""));
    }
    let [first, second, third] = signed_in.try_into().unwrap();
    (eve, first, second, third)
}

#[tokio::test]
async fn leave_is_approved_by_the_superior_and_then_by_hr() {
    let world = World::new().await;
    let (hr, (eve, as_eve, as_max, as_ada)) = (&world.hr, chain(&world).await);
    let id = create(hr, &world.who, holiday(eve)).await.unwrap().id;
    let yes = Decision::Approved;
    for who in [&as_eve, &as_ada, &world.who] {
        let refused = act(hr, who, id, yes, None).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
    }
    assert!(act(hr, &world.rival, id, yes, None).await.is_err());
    let first = act(hr, &as_max, id, yes, Some("Enjoy".into())).await.unwrap();
    assert_eq!((first.status, first.current_step().unwrap().step), (Status::Pending, 2));
    assert!(matches!(act(hr, &as_max, id, yes, None).await, Err(Error::Forbidden { .. })));
    let last = act(hr, &as_ada, id, yes, None).await.unwrap();
    assert_eq!((last.status, last.current_step()), (Status::Approved, None));
    assert_eq!(last.decided_at, Some(World::start()));
    let roles: Vec<_> = last.steps.iter().map(|step| (step.role, step.decision)).collect();
    assert_eq!(roles, [(StepRole::Manager, Some(yes)), (StepRole::Hr, Some(yes))]);
    assert_eq!(last.steps[0].notes.as_deref(), Some("Enjoy"));
    assert_eq!(last.steps[0].acted_by, last.steps[0].approver);
    assert_eq!(get(hr, &world.who, id).await.unwrap(), last);
    // Only those who could have decided are told that it is decided.
    let kim = world.employee(&world.who, "Kim").await;
    let kim = user::set(hr, &world.who, kim, None).await.unwrap();
    let as_kim = Who::new(world.who.company, Actor::User(kim), "");
    for (who, told) in [(&as_ada, true), (&as_max, true), (&as_eve, false), (&as_kim, false)] {
        let refused = act(hr, who, id, yes, None).await.unwrap_err();
        assert_eq!(matches!(refused, Error::WrongState { .. }), told, "{refused:?}");
    }
}

#[tokio::test]
async fn leave_rejected_in_a_step_is_rejected() {
    let world = World::new().await;
    let (hr, (eve, _, as_max, _)) = (&world.hr, chain(&world).await);
    let id = create(hr, &world.who, holiday(eve)).await.unwrap().id;
    let no = act(hr, &as_max, id, Decision::Rejected, Some("Busy".into())).await.unwrap();
    assert_eq!((no.status, no.reject_reason.as_deref()), (Status::Rejected, Some("Busy")));
    assert_eq!((no.steps[1].decision, no.current_step()), (None, None));
}

#[tokio::test]
async fn leave_approved_at_once_closes_every_step() {
    let world = World::new().await;
    let (hr, (eve, ..)) = (&world.hr, chain(&world).await);
    let id = create(hr, &world.who, holiday(eve)).await.unwrap().id;
    let done = approve(hr, &world.who, id).await.unwrap();
    assert!(done.steps.iter().all(|step| step.decision == Some(Decision::Approved)));
}

#[tokio::test]
async fn leave_is_cancelled_unless_rejected() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let [pending, approved, rejected] = {
        let mut made = Vec::new();
        for _ in 0..3 {
            made.push(create(hr, who, holiday(eve)).await.unwrap().id);
        }
        made.try_into().unwrap()
    };
    approve(hr, who, approved).await.unwrap();
    reject(hr, who, rejected, None).await.unwrap();
    for id in [pending, approved] {
        let gone = cancel(hr, who, id).await.unwrap();
        assert_eq!(gone.status, Status::Cancelled);
        assert_final(hr, who, &gone).await;
    }
    assert!(matches!(cancel(hr, who, rejected).await, Err(Error::WrongState { .. })));
    assert_eq!(cancel(hr, &world.rival, rejected).await, Err(MISSING));
}

#[tokio::test]
async fn leave_is_of_the_type_it_names_or_the_first_of_its_kind() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let theirs = NewLeaveType::new("Theirs", Kind::Annual);
    let theirs = leave_type::create(hr, rival, theirs).await.unwrap().id;
    let mut types = Vec::new();
    for new in [
        NewLeaveType { active: false, ..NewLeaveType::new("Former", Kind::Annual) },
        NewLeaveType::new("Annual", Kind::Annual),
        NewLeaveType::new("More", Kind::Annual),
        NewLeaveType { requires_approval: false, ..NewLeaveType::new("Ill", Kind::Sick) },
    ] {
        types.push(leave_type::create(hr, who, new).await.unwrap().id);
    }
    let new = |leave_type| NewLeaveRequest { leave_type, ..holiday(eve) };
    let made = create(hr, who, new(None)).await.unwrap();
    assert_eq!(made.leave_type, Some(OfType { id: types[1], name: "Annual".into() }));
    let named = create(hr, who, new(Some(types[2]))).await.unwrap();
    assert_eq!(named.leave_type.unwrap().id, types[2]);
    let at_once = create(hr, who, new(Some(types[3]))).await.unwrap();
    assert_eq!((at_once.kind, at_once.status), (Kind::Sick, Status::Approved));
    assert_eq!((at_once.decided_at, at_once.steps), (Some(World::start()), vec![]));
    for refused in [types[0], theirs, LeaveTypeId(99)] {
        assert_eq!(fields(create(hr, who, new(Some(refused))).await), ["leave_type"]);
    }
    let asked = LeaveRequestChange { kind: Some(Kind::Sick), ..Default::default() };
    let moved = change(hr, who, made.id, asked).await.unwrap();
    assert_eq!(moved.leave_type.unwrap().name, "Ill");
    leave_type::delete(hr, who, types[3]).await.unwrap();
    assert_eq!(get(hr, who, made.id).await.unwrap().leave_type, None);
}

#[tokio::test]
async fn leave_list_filters_by_people_types_and_days() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let (eve, max) = (world.employee(who, "Eve").await, world.employee(who, "Max").await);
    let annual = NewLeaveType::new("Annual", Kind::Annual);
    let annual = leave_type::create(hr, who, annual).await.unwrap().id;
    let overnight = NewLeaveRequest {
        kind: Kind::Birthday,
        starts_at: at(10, 0),
        ends_at: at(12, 0),
        ..holiday(max)
    };
    let first = create(hr, who, holiday(eve)).await.unwrap();
    let second = create(hr, who, overnight).await.unwrap();
    assert_eq!((last_day(&first), last_day(&second)), (at(27, 0).date(), at(11, 0).date()));
    let (one, two) = (first.id, second.id);
    let days = |from: u32, to: u32| Filter {
        from: Some(at(from, 0).date()),
        to: Some(at(to, 0).date()),
        ..Filter::default()
    };
    for (filter, expected) in [
        (days(11, 11), vec![two]),
        (days(12, 24), vec![]),
        (days(27, 30), vec![one]),
        (days(1, 9), vec![]),
        (days(10, 25), vec![one, two]),
        (Filter { newest_first: true, ..days(10, 25) }, vec![two, one]),
        (Filter { employees: Some(vec![max]), ..Filter::default() }, vec![two]),
        (Filter { employees: Some(vec![]), ..Filter::default() }, vec![]),
        (Filter { types: Some(vec![annual]), ..Filter::default() }, vec![one]),
    ] {
        let before = hr.db().statements();
        let found = all(hr, who, &filter).await.unwrap();
        assert!(hr.db().statements() - before <= 4);
        assert_eq!(found.iter().map(|it| it.id).collect::<Vec<_>>(), expected, "{filter:?}");
        let page = list(hr, who, &filter, PageRequest::new(1, 20)).await.unwrap();
        assert_eq!(page.items, found);
    }
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
