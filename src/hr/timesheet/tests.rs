//! Timesheets: rules as tables, verbs on a fresh database, and who may do what.

use super::*;
use crate::access::Level;
use crate::attendance::{self, NewEntry};
use crate::branch::{self, NewBranch};
use crate::employee::{self, EmployeeChange};
use crate::notification;
use crate::project::{self, NewProject};
use crate::setting::{self, Key};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, Hr, PageRequest, Who};

const ALL: PageRequest = PageRequest { number: 1, size: 20 };

fn viewer(employee: EmployeeId, level: Level) -> Viewer {
    Viewer { employee, level }
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

/// In the week of the clock's start, which begins on Sunday the first of March.
fn at(on: u32, hour: u32) -> NaiveDateTime {
    day(on).and_hms_opt(hour, 0, 0).unwrap()
}

fn entry(starts_at: NaiveDateTime, ends_at: NaiveDateTime) -> NewTimeEntry {
    NewTimeEntry { project: None, starts_at, ends_at, details: None }
}

/// What went wrong, in a word.
fn kind<T>(result: &Result<T, Error>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(Error::Invalid(faults)) => faults[0].field,
        Err(Error::NotFound(noun)) => noun,
        Err(Error::WrongState { .. }) => "state",
        Err(Error::Forbidden { .. }) => "forbidden",
        Err(_) => "other",
    }
}

/// An administrator, a manager and somebody who reports to them.
struct People {
    admin: Viewer,
    manager: Viewer,
    own: Viewer,
}

async fn people(world: &World) -> People {
    let World { hr, who, .. } = world;
    let admin = viewer(world.admin(who, "Ada").await, Level::Admin);
    let manager = viewer(world.employee(who, "Max").await, Level::Manager);
    let own = viewer(world.employee(who, "Eve").await, Level::Employee);
    let under = EmployeeChange { manager: Patch::Set(manager.employee), ..Default::default() };
    employee::change(hr, who, own.employee, under).await.unwrap();
    People { admin, manager, own }
}

/// Titles of what an employee was told, the last one first.
async fn told(hr: &Hr, who: &Who, employee: EmployeeId) -> Vec<String> {
    let page = notification::list(hr, who, employee, ALL).await.unwrap();
    page.items.into_iter().map(|it| it.title).collect()
}

#[test]
fn a_week_runs_from_sunday_to_saturday() {
    for (on, begins) in [(1, 1), (2, 1), (7, 1), (8, 8), (14, 8), (31, 29)] {
        assert_eq!(rules::week_of(day(on)), day(begins), "{on}");
    }
}

#[test]
fn timesheet_moves_between_its_states_as_the_rules_allow() {
    let own = viewer(EmployeeId(1), Level::Employee);
    let boss = viewer(EmployeeId(1), Level::Admin);
    let now = World::start();
    let as_status = |result: Result<store::Row, Error>| result.map(|it| it.status).ok();
    for (from, submitted, alone, approved, rejected) in [
        (Status::Pending, Some(Status::Submitted), Some(Status::Approved), None, None),
        (
            Status::Submitted,
            Some(Status::Submitted),
            Some(Status::Approved),
            Some(Status::Approved),
            Some(Status::Rejected),
        ),
        (Status::Approved, None, None, Some(Status::Approved), None),
        (
            Status::Rejected,
            Some(Status::Submitted),
            Some(Status::Approved),
            None,
            Some(Status::Rejected),
        ),
    ] {
        let it = store::Row { status: from, ..rules::open(EmployeeId(1), day(1), now) };
        let above = Some(EmployeeId(2));
        for (viewer, supervisor, expected) in [
            (own, above, submitted),
            (own, None, submitted),
            (boss, above, submitted),
            (boss, None, alone),
        ] {
            let found = as_status(rules::submit(it.clone(), viewer, supervisor, now));
            assert_eq!(found, expected, "submit from {from:?} by {viewer:?} under {supervisor:?}");
        }
        let decide = |decision| as_status(rules::decide(it.clone(), decision, None, now));
        assert_eq!(decide(Decision::Approve), approved, "approve from {from:?}");
        assert_eq!(decide(Decision::Reject), rejected, "reject from {from:?}");
    }
}

#[test]
fn time_entries_lie_within_the_week() {
    let sheet = rules::open(EmployeeId(1), day(1), World::start());
    for (starts_at, ends_at, expected) in [
        (at(1, 0), at(1, 1), "ok"),
        (at(7, 23), at(8, 0), "ok"),
        (at(1, 0), at(8, 0), "ok"),
        (at(7, 23), at(8, 1), "ends_at"),
        (at(8, 0), at(8, 1), "starts_at"),
        (at(2, 9), at(2, 9), "ends_at"),
        (at(2, 9), at(2, 8), "ends_at"),
    ] {
        let made = rules::add(&sheet, entry(starts_at, ends_at), World::start());
        assert_eq!(kind(&made), expected, "{starts_at} to {ends_at}");
    }
    for status in Status::ALL.iter().copied() {
        let sheet = store::Row { status, ..sheet.clone() };
        let made = rules::add(&sheet, entry(at(2, 9), at(2, 10)), World::start());
        let expected = if status == Status::Approved { "state" } else { "ok" };
        assert_eq!(kind(&made), expected, "{status:?}");
    }
}

#[tokio::test]
async fn timesheet_of_a_week_is_made_once_where_the_employee_works() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, manager, own } = people(&world).await;
    // Sunday the eighth begins on Kiritimati while it is Saturday in UTC.
    hr.clock().set("2026-03-07T12:00:00Z".parse().unwrap());
    let far = NewBranch::new("Far", "Pacific/Kiritimati");
    let far = branch::create(hr, who, far).await.unwrap();
    let moved = EmployeeChange { branch: Patch::Set(far.id), ..Default::default() };
    employee::change(hr, who, own.employee, moved).await.unwrap();
    let (made, is_new) = current(hr, who, own).await.unwrap();
    assert_eq!((made.starts_on, made.ends_on(), is_new), (day(8), day(14), true));
    assert_eq!(made.days().collect::<Vec<_>>(), (8..=14).map(day).collect::<Vec<_>>());
    assert_eq!((made.status, made.name.as_str()), (Status::Pending, "Eve Test"));
    assert_eq!(current(hr, who, own).await.unwrap(), (made.clone(), false));
    assert_eq!(current(hr, who, manager).await.unwrap().0.starts_on, day(1));
    for (viewer, which, expected) in [
        (own, Week::Before, Ok((day(1), true))),
        (own, Week::After, Ok((day(15), true))),
        (admin, Week::After, Ok((day(15), false))),
        (manager, Week::After, Err("forbidden")),
    ] {
        let found = beside(hr, who, viewer, made.id, which).await;
        let word = kind(&found);
        let found = found.map(|(it, is_new)| {
            assert_eq!(it.employee, own.employee);
            (it.starts_on, is_new)
        });
        assert_eq!(found.map_err(|_| word), expected, "{viewer:?} {which:?}");
    }
    for (viewer, employee, expected) in [
        (own, own.employee, "ok"),
        (admin, own.employee, "ok"),
        (manager, own.employee, "forbidden"),
        (admin, EmployeeId(99), "employee_id"),
    ] {
        let opened = open(hr, who, viewer, employee, day(4)).await;
        assert_eq!(kind(&opened), expected, "{viewer:?}");
        assert!(
            opened.is_err() || opened.is_ok_and(|(it, is_new)| it.starts_on == day(1) && !is_new)
        );
    }
    let mine = super::own(hr, who, own, None, PageRequest::new(1, 2)).await.unwrap();
    let weeks: Vec<_> = mine.items.iter().map(|it| it.starts_on).collect();
    assert_eq!((weeks, mine.total), (vec![day(15), day(8)], 3));
}

#[tokio::test]
async fn timesheet_entries_are_summed_up_until_it_is_approved() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, own, .. } = people(&world).await;
    let website = NewProject {
        name: "Website".into(),
        client: None,
        details: None,
        status: project::Status::Active,
    };
    let website = project::create(hr, who, admin, website).await.unwrap().id;
    let (sheet, _) = current(hr, who, own).await.unwrap();
    let new = NewTimeEntry {
        project: Some(website),
        details: Some("Layout".into()),
        ..entry(at(2, 9), at(2, 11))
    };
    let (made, after) = add_entry(hr, who, own, sheet.id, new.clone()).await.unwrap();
    let expected = TimeEntry {
        id: made.id,
        timesheet: sheet.id,
        employee: own.employee,
        project: Some(OfProject { id: website, name: "Website".into() }),
        starts_at: at(2, 9),
        ends_at: at(2, 11),
        details: Some("Layout".into()),
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!((&made, after.minutes()), (&expected, 120));
    let early = entry(at(1, 9), day(1).and_hms_opt(9, 0, 29).unwrap());
    let (early, after) = add_entry(hr, who, own, sheet.id, early).await.unwrap();
    assert_eq!((after.seconds, after.minutes()), (7229, 120));
    let asked =
        TimeEntryChange { project: Patch::Clear, ends_at: Some(at(2, 12)), ..Default::default() };
    let (changed, after) = change_entry(hr, who, own, (sheet.id, made.id), asked).await.unwrap();
    let expected = TimeEntry { project: None, ends_at: at(2, 12), ..expected };
    assert_eq!((&changed, after.minutes()), (&expected, 180));
    let (_, entries) = get(hr, who, own, sheet.id).await.unwrap();
    assert_eq!(entries, [early.clone(), expected]);
    let unknown = NewTimeEntry { project: Some(ProjectId(99)), ..new.clone() };
    assert_eq!(kind(&add_entry(hr, who, own, sheet.id, unknown).await), "project");
    let (other, _) = beside(hr, who, own, sheet.id, Week::Before).await.unwrap();
    let elsewhere = delete_entry(hr, who, own, (other.id, early.id)).await;
    assert_eq!(kind(&elsewhere), "time entry");
    let after = delete_entry(hr, who, own, (sheet.id, early.id)).await.unwrap();
    assert_eq!(after.seconds, 3 * 3600);
    submit(hr, who, own, sheet.id).await.unwrap();
    assert!(add_entry(hr, who, own, sheet.id, new.clone()).await.is_ok());
    decide(hr, who, admin, sheet.id, Decision::Approve, None).await.unwrap();
    assert_eq!(kind(&add_entry(hr, who, own, sheet.id, new).await), "state");
    let still = change_entry(hr, who, own, (sheet.id, made.id), Default::default()).await;
    assert_eq!(kind(&still), "state");
    assert_eq!(kind(&delete_entry(hr, who, own, (sheet.id, made.id)).await), "state");
    let trail = world.audited(who).await;
    for verb in ["timesheet.create", "time_entry.create", "time_entry.change", "time_entry.delete"]
    {
        assert!(trail.iter().any(|it| it == verb), "{verb}");
    }
}

#[tokio::test]
async fn timesheet_decisions_tell_the_supervisor_and_then_the_employee() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, manager, own } = people(&world).await;
    let (sheet, _) = current(hr, who, own).await.unwrap();
    for _ in 0..2 {
        let sent = submit(hr, who, own, sheet.id).await.unwrap();
        assert_eq!((sent.status, sent.submitted_at), (Status::Submitted, Some(World::start())));
    }
    assert_eq!(told(hr, who, manager.employee).await, ["Timesheet to decide"]);
    for _ in 0..2 {
        let why = Some("Friday is missing".into());
        let back = decide(hr, who, manager, sheet.id, Decision::Reject, why).await.unwrap();
        assert_eq!(back.status, Status::Rejected);
        assert_eq!(back.reason.as_deref(), Some("Friday is missing"));
    }
    let again = submit(hr, who, own, sheet.id).await.unwrap();
    assert_eq!((again.status, again.reason, again.decided_at), (Status::Submitted, None, None));
    decide(hr, who, manager, sheet.id, Decision::Approve, None).await.unwrap();
    assert_eq!(told(hr, who, own.employee).await, ["Timesheet approved", "Timesheet rejected"]);
    assert_eq!(told(hr, who, manager.employee).await.len(), 2);
    let (boss, _) = current(hr, who, admin).await.unwrap();
    assert_eq!(submit(hr, who, admin, boss.id).await.unwrap().status, Status::Approved);
    assert_eq!(told(hr, who, admin.employee).await, [""; 0]);
    let trail = world.audited(who).await;
    let count = |verb: &str| trail.iter().filter(|it| *it == verb).count();
    let counts = ["timesheet.submit", "timesheet.reject", "timesheet.approve"].map(count);
    assert_eq!(counts, [3, 1, 1]);
}

#[tokio::test]
async fn timesheets_are_for_whoever_sees_writes_or_decides_them() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let People { admin, manager, own } = people(&world).await;
    let kim = viewer(world.employee(who, "Kim").await, Level::Manager);
    let rita = viewer(world.admin(rival, "Rita").await, Level::Admin);
    let (sheet, _) = current(hr, who, own).await.unwrap();
    let new = entry(at(2, 9), at(2, 10));
    let (made, _) = add_entry(hr, who, own, sheet.id, new.clone()).await.unwrap();
    submit(hr, who, own, sheet.id).await.unwrap();
    for (name, in_company, viewer, read, write, decides) in [
        ("own", who, own, "ok", "ok", "forbidden"),
        ("supervisor", who, manager, "ok", "forbidden", "ok"),
        ("another", who, kim, "forbidden", "forbidden", "forbidden"),
        ("rival", rival, rita, "timesheet", "timesheet", "timesheet"),
        ("admin", who, admin, "ok", "ok", "ok"),
    ] {
        let (hr, who, id) = (hr, in_company, sheet.id);
        assert_eq!(kind(&get(hr, who, viewer, id).await), read, "{name}");
        let added = add_entry(hr, who, viewer, id, new.clone()).await;
        assert_eq!(kind(&added), write, "{name}");
        let one = (id, made.id);
        let changed = change_entry(hr, who, viewer, one, TimeEntryChange::default()).await;
        assert_eq!(kind(&changed), write, "{name}");
        if let Ok((extra, _)) = added {
            let gone = delete_entry(hr, who, viewer, (id, extra.id)).await;
            assert_eq!(kind(&gone), write, "{name}");
        }
        assert_eq!(kind(&beside(hr, who, viewer, id, Week::After).await), write, "{name}");
        assert_eq!(kind(&submit(hr, who, viewer, id).await), write, "{name}");
        let decided = decide(hr, who, viewer, id, Decision::Reject, None).await;
        assert_eq!(kind(&decided), decides, "{name}");
    }
    let sheets = async |viewer| {
        let page = of_reports(hr, who, viewer, None, ALL).await.unwrap();
        page.items.iter().map(|it| it.employee).collect::<Vec<_>>()
    };
    assert_eq!(sheets(manager).await, [own.employee; 2]);
    // Nobody reports to the administrator.
    assert_eq!(sheets(admin).await, [EmployeeId(0); 0]);
    let rejected = Some(Status::Rejected);
    let found = of_reports(hr, who, manager, rejected, ALL).await.unwrap();
    assert_eq!(found.items.iter().map(|it| it.id).collect::<Vec<_>>(), [sheet.id]);
    let before = hr.db().statements();
    of_reports(hr, who, manager, None, PageRequest::new(1, 1)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 5);
}

#[tokio::test]
async fn time_entries_keep_to_the_settings_of_the_company() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, own, .. } = people(&world).await;
    let website = NewProject {
        name: "Website".into(),
        client: None,
        details: None,
        status: project::Status::Active,
    };
    let website = project::create(hr, who, admin, website).await.unwrap().id;
    let (sheet, _) = current(hr, who, own).await.unwrap();
    let there = NewEntry {
        employee: own.employee,
        came_at: Some(at(2, 9)),
        left_at: Some(at(2, 12)),
        note: None,
        work_from_home: false,
        place: None,
        ip: None,
    };
    attendance::enter(hr, who, own, there).await.unwrap();
    let set = async |key: Key, value: &str| {
        setting::save(hr, who, key.id(), value.into()).await.unwrap();
    };
    let add = async |project, from, to| {
        let new = NewTimeEntry { project, ..entry(at(2, from), at(2, to)) };
        kind(&add_entry(hr, who, own, sheet.id, new).await)
    };
    assert_eq!(add(Some(website), 9, 13).await, "ok");
    set(Key::ProjectsForAll, "0").await;
    assert_eq!(add(Some(website), 9, 10).await, "project");
    project::assign(hr, who, admin, website, own.employee).await.unwrap();
    assert_eq!(add(Some(website), 9, 10).await, "ok");
    set(Key::TimesheetCrossCheck, "1").await;
    for (from, to, expected) in
        [(9, 12, "ok"), (10, 11, "ok"), (8, 10, "starts_at"), (11, 13, "starts_at")]
    {
        assert_eq!(add(None, from, to).await, expected, "{from} to {to}");
    }
}
