//! Insights: what they show to whom, and what they cost.

mod cost;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rust_decimal::Decimal;

use super::*;
use crate::access::Level;
use crate::attendance::NewEntry;
use crate::branch::{self, NewBranch};
use crate::department::{NewDepartment, Structure};
use crate::employee::{EmployeeChange, Resignation};
use crate::leave::{NewLeaveRequest, Status as LeaveStatus};
use crate::leave_type::{Kind, NewLeaveType};
use crate::project::{NewProject, Status as ProjectStatus};
use crate::sight::Viewer;
use crate::testing::World;
use crate::timesheet::{NewTimeEntry, Status as SheetStatus};
use crate::{Hr, Patch, Who};

fn viewer(employee: EmployeeId, level: Level) -> Viewer {
    Viewer { employee, level }
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

/// The month of the clock's start.
fn march() -> Scope {
    Scope::days(date("2026-03-02"), None, None)
}

/// An administrator, a manager, who reports to that one, and somebody else.
struct People {
    admin: Viewer,
    manager: Viewer,
    own: Viewer,
    other: EmployeeId,
}

async fn people(world: &World) -> People {
    let World { hr, who, .. } = world;
    let admin = viewer(world.admin(who, "Ada").await, Level::Admin);
    let manager = viewer(world.employee(who, "Max").await, Level::Manager);
    let own = viewer(world.employee(who, "Eve").await, Level::Employee);
    let other = world.employee(who, "Kim").await;
    let under = EmployeeChange { manager: Patch::Set(manager.employee), ..Default::default() };
    employee::change(hr, who, own.employee, under).await.unwrap();
    People { admin, manager, own, other }
}

/// A department of these people, led by the first.
async fn placed(world: &World, name: &str, members: &[EmployeeId]) -> DepartmentId {
    let new = NewDepartment {
        name: name.into(),
        leader: members[0],
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        structure: Structure::default(),
        members: members.to_vec(),
    };
    department::create(&world.hr, &world.who, new).await.unwrap().id
}

async fn came(
    hr: &Hr,
    who: &Who,
    admin: Viewer,
    employee: EmployeeId,
    times: (&str, Option<&str>),
) {
    let new = NewEntry {
        employee,
        came_at: Some(at(times.0)),
        left_at: times.1.map(at),
        note: None,
        work_from_home: times.0.ends_with("07:00:00"),
        place: None,
        ip: None,
    };
    crate::attendance::enter(hr, who, admin, new).await.unwrap();
}

#[test]
fn days_are_those_of_a_month_unless_said_and_a_year_at_most() {
    let today = date("2026-02-10");
    for (from, to, expected) in [
        (None, None, ("2026-02-01", "2026-02-28")),
        (Some("2025-12-05"), None, ("2025-12-05", "2025-12-31")),
        (None, Some("2024-02-29"), ("2024-02-01", "2024-02-29")),
        (Some("2024-01-01"), Some("2024-12-31"), ("2024-01-01", "2024-12-31")),
        (Some("2020-01-01"), Some("2026-01-02"), ("2025-01-02", "2026-01-02")),
        (Some("2026-02-02"), Some("2026-02-01"), ("2026-02-02", "2026-02-01")),
    ] {
        let found = Scope::days(today, from.map(date), to.map(date));
        let expected = (date(expected.0), date(expected.1));
        assert_eq!((found.from, found.to), expected, "{from:?} {to:?}");
    }
}

#[tokio::test]
async fn attendance_in_figures_counts_days_and_people() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, manager, own, other } = people(&world).await;
    for (employee, come, left) in [
        (own.employee, "2026-03-02T07:00:00", Some("2026-03-02T09:00:00")),
        (own.employee, "2026-03-02T10:00:00", Some("2026-03-02T11:00:00")),
        (own.employee, "2026-03-03T10:00:00", None),
        (other, "2026-03-02T10:00:00", Some("2026-03-02T14:00:00")),
        (other, "2026-02-28T10:00:00", Some("2026-02-28T14:00:00")),
    ] {
        came(hr, who, admin, employee, (come, left)).await;
    }
    let found = attendance::read(hr, who, admin, march()).await.unwrap();
    let day = |on: &str, present, entries, closed, hours: Option<i64>| attendance::Day {
        date: date(on),
        present,
        entries,
        closed,
        seconds: hours.map(|hours| hours * 3600),
    };
    let person = |employee, name: &str, entries, days, hours: i64| attendance::Person {
        employee,
        name: name.into(),
        entries,
        days,
        seconds: hours * 3600,
    };
    let expected = attendance::Figures {
        entries: 4,
        open: 1,
        seconds: 7 * 3600,
        days: 3,
        days_at_home: 1,
        days_on_site: 3,
        by_day: vec![day("2026-03-02", 2, 3, 3, Some(7)), day("2026-03-03", 1, 1, 0, None)],
        by_employee: vec![
            person(own.employee, "Eve Test", 3, 2, 3),
            person(other, "Kim Test", 1, 1, 4),
        ],
    };
    assert_eq!(found, expected);
    let team = placed(&world, "Team", &[other]).await;
    let one = Scope { employee: Some(own.employee), ..march() };
    for (viewer, scope, entries) in [
        (manager, march(), 3),
        (own, march(), 3),
        (viewer(other, Level::Employee), march(), 1),
        (viewer(other, Level::Employee), one, 0),
        (admin, one, 3),
        (admin, Scope { department: Some(team), ..march() }, 1),
        (manager, Scope { department: Some(team), ..march() }, 0),
    ] {
        let found = attendance::read(hr, who, viewer, scope).await.unwrap();
        assert_eq!(found.entries, entries, "{viewer:?} {scope:?}");
    }
    let theirs = viewer(world.admin(&world.rival, "Rita").await, Level::Admin);
    assert_eq!(attendance::read(hr, &world.rival, theirs, march()).await.unwrap().entries, 0);
}

/// Days of leave from the day on; approved where they are.
async fn leave_of(world: &World, employee: EmployeeId, from: &str, days: i64, approved: bool) {
    let World { hr, who, .. } = world;
    let starts_at = at(&format!("{from}T00:00:00"));
    let new = NewLeaveRequest {
        employee,
        kind: Kind::Annual,
        leave_type: None,
        starts_at,
        ends_at: starts_at + TimeDelta::days(days),
        notes: None,
        total_days: Some(Decimal::from(days)),
        external_id: None,
    };
    let made = crate::leave::create(hr, who, new).await.unwrap();
    if approved {
        crate::leave::approve(hr, who, made.id).await.unwrap();
    }
}

#[tokio::test]
async fn leave_in_figures_counts_approved_days() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, manager, own, other } = people(&world).await;
    let hours = Some(Decimal::from(160));
    let annual =
        NewLeaveType { entitlement_hours: hours, ..NewLeaveType::new("Annual", Kind::Annual) };
    let annual = crate::leave_type::create(hr, who, annual).await.unwrap().id;
    for (employee, from, days, approved) in [
        (own.employee, "2026-03-31", 3, true),
        (own.employee, "2026-03-05", 1, false),
        (other, "2026-03-10", 5, true),
        (other, "2026-04-01", 2, true),
    ] {
        leave_of(&world, employee, from, days, approved).await;
    }
    let found = leave::read(hr, who, admin, march()).await.unwrap();
    let person = |id, name: &str| crate::leave::Person { id, name: name.into() };
    let eight = Decimal::from(8);
    let of_type = crate::leave::OfType { id: annual, name: "Annual".into() };
    let expected = leave::Figures {
        requests: 3,
        by_status: [(LeaveStatus::Pending, 1), (LeaveStatus::Approved, 2)].into(),
        by_type: vec![(Some(of_type), eight)],
        by_month: [("2026-03".into(), eight)].into(),
        top: vec![
            (person(other, "Kim Test"), Decimal::from(5)),
            (person(own.employee, "Eve Test"), Decimal::from(3)),
        ],
        days: eight,
        employees: 4,
    };
    assert_eq!(found, expected);
    let seen = leave::read(hr, who, manager, march()).await.unwrap();
    assert_eq!((seen.requests, seen.days, seen.employees), (2, Decimal::from(3), 2));
    // Of twenty days each: three people with nothing, one with three taken and one asked for.
    let chart = charts::entitlement(hr, who, manager).await.unwrap();
    let days = [1, 3, 36].map(Decimal::from);
    assert_eq!([chart.pending, chart.approved, chart.remaining], days);
    employee::offboard(hr, who, own.employee, Resignation::default()).await.unwrap();
    let chart = charts::entitlement(hr, who, manager).await.unwrap();
    assert_eq!(chart.remaining, Decimal::from(20));
    let chart = charts::entitlement(hr, who, admin).await.unwrap();
    assert_eq!(chart.remaining, Decimal::from(53));
}

#[tokio::test]
async fn timesheets_in_figures_add_up_by_state_project_week_and_person() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, manager, own, .. } = people(&world).await;
    let new = NewProject {
        name: "Website".into(),
        client: None,
        details: None,
        status: ProjectStatus::Active,
    };
    let website = crate::project::create(hr, who, admin, new).await.unwrap().id;
    for (owner, project, hours) in
        [(own, Some(website), 2), (own, None, 1), (admin, Some(website), 4)]
    {
        let (sheet, _) = crate::timesheet::current(hr, who, owner).await.unwrap();
        let starts_at = at("2026-03-02T09:00:00");
        let ends_at = starts_at + TimeDelta::hours(hours);
        let new = NewTimeEntry { project, starts_at, ends_at, details: None };
        crate::timesheet::add_entry(hr, who, owner, sheet.id, new).await.unwrap();
    }
    let (boss, _) = crate::timesheet::current(hr, who, admin).await.unwrap();
    crate::timesheet::submit(hr, who, admin, boss.id).await.unwrap();
    let found = timesheet::read(hr, who, admin, march()).await.unwrap();
    let h = |hours: i64| hours * 3600;
    let of_project = crate::timesheet::OfProject { id: website, name: "Website".into() };
    let expected = timesheet::Figures {
        by_status: [(SheetStatus::Pending, h(3)), (SheetStatus::Approved, h(4))].into(),
        by_project: vec![(Some(of_project), h(6)), (None, h(1))],
        by_employee: vec![
            (admin.employee, "Ada Test".into(), h(4)),
            (own.employee, "Eve Test".into(), h(3)),
        ],
        by_week: [(date("2026-03-01"), h(7))].into(),
    };
    assert_eq!(found, expected);
    assert_eq!(found.seconds(&[SheetStatus::Pending, SheetStatus::Submitted]), h(3));
    let seen = timesheet::read(hr, who, manager, march()).await.unwrap();
    assert_eq!(seen.by_status, [(SheetStatus::Pending, h(3))].into());
}

#[tokio::test]
async fn charts_show_where_people_are_today() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, manager, own, other } = people(&world).await;
    let far = NewBranch::new("Far", "Pacific/Kiritimati");
    let far = branch::create(hr, who, far).await.unwrap();
    let moved = EmployeeChange { branch: Patch::Set(far.id), ..Default::default() };
    employee::change(hr, who, other, moved).await.unwrap();
    // It is tomorrow on Kiritimati already.
    hr.clock().set("2026-03-02T12:00:00Z".parse().unwrap());
    for (employee, come, left) in [
        (own.employee, "2026-03-02T08:00:00", Some("2026-03-02T09:00:00")),
        (own.employee, "2026-03-02T10:00:00", None),
        (manager.employee, "2026-03-02T08:00:00", Some("2026-03-02T09:00:00")),
        (other, "2026-03-02T08:00:00", Some("2026-03-02T09:00:00")),
    ] {
        came(hr, who, admin, employee, (come, left)).await;
    }
    let counts = async |viewer| {
        let found = charts::check_ins(hr, who, viewer).await.unwrap();
        (found.checked_in, found.checked_out, found.not_started)
    };
    assert_eq!(counts(admin).await, (1, 1, 2));
    assert_eq!(counts(manager).await, (1, 1, 0));
    placed(&world, "Sales", &[manager.employee, own.employee]).await;
    placed(&world, "Support", &[other]).await;
    let found = charts::distribution(hr, who, admin).await.unwrap();
    let some = |name: &str, count| (Some(name.to_owned()), count);
    assert_eq!(found, [some("Sales", 2), some("Support", 1), (None, 1)]);
    let found = charts::distribution(hr, who, manager).await.unwrap();
    assert_eq!(found, [some("Sales", 2)]);
}
