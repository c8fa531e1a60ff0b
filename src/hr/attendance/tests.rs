//! Attendance: rules as tables, verbs on a fresh database.

use chrono::TimeDelta;

use super::*;
use crate::branch::{self, Branch, NewBranch};
use crate::employee::{self, EmployeeChange};
use crate::testing::World;
use crate::{Error, Hr, PageRequest, Patch, Who};

const ALL: PageRequest = PageRequest { number: 1, size: 20 };
const SYDNEY: Place = Place { latitude: -33.8688, longitude: 151.2093 };

fn place(latitude: f64, longitude: f64) -> Place {
    Place { latitude, longitude }
}

/// A branch in Sydney with a fence of 200 m.
fn fenced() -> NewBranch {
    NewBranch {
        latitude: Some(SYDNEY.latitude),
        longitude: Some(SYDNEY.longitude),
        radius_m: Some(200),
        ..NewBranch::new("Head Office", "Australia/Sydney")
    }
}

/// An employee at a new branch.
async fn at(world: &World, new: NewBranch) -> (EmployeeId, Branch) {
    let World { hr, who, .. } = world;
    let eve = world.employee(who, "Eve").await;
    let branch = branch::create(hr, who, new).await.unwrap();
    let moved = EmployeeChange { branch: Patch::Set(branch.id), ..Default::default() };
    employee::change(hr, who, eve, moved).await.unwrap();
    (eve, branch)
}

fn set(hr: &Hr, hours: i64) -> DateTime<Utc> {
    let to = World::start() + TimeDelta::hours(hours);
    hr.clock().set(to);
    to
}

fn fields(refused: Result<impl std::fmt::Debug, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

fn is_wrong_state(refused: Result<Attendance, Error>) -> bool {
    matches!(refused, Err(Error::WrongState { .. }))
}

#[test]
fn distance_is_along_the_great_circle() {
    for (from, to, metres) in [
        (SYDNEY, SYDNEY, 0.0),
        // A degree of latitude, and of longitude at the equator and at 60 degrees.
        (place(0.0, 0.0), place(1.0, 0.0), 111_195.1),
        (place(0.0, 0.0), place(0.0, 1.0), 111_195.1),
        (place(60.0, 0.0), place(60.0, 1.0), 55_597.0),
        // Across the date line, pole to pole, antipodes.
        (place(0.0, 179.5), place(0.0, -179.5), 111_195.1),
        (place(90.0, 0.0), place(-90.0, 50.0), 20_015_114.4),
        (place(0.0, 0.0), place(0.0, 180.0), 20_015_114.4),
    ] {
        let found = rules::metres(from, to);
        assert!((found - metres).abs() < 1.0, "{from:?} to {to:?}: {found}");
    }
}

#[tokio::test]
async fn check_in_is_accepted_within_the_fence_only() {
    let world = World::new().await;
    let (_, fence) = at(&world, fenced()).await;
    let open = Branch { radius_m: None, ..fence.clone() };
    // 0.0018 degrees of latitude are 200.2 m.
    let (near, far) = (place(-33.8671, 151.2093), place(-33.8670, 151.2093));
    for (branch, place, accepted) in [
        (Some(&fence), Some(SYDNEY), true),
        (Some(&fence), Some(near), true),
        (Some(&fence), Some(far), false),
        (Some(&fence), Some(place(f64::NAN, 0.0)), false),
        (Some(&fence), None, false),
        (Some(&open), Some(far), true),
        (Some(&open), None, true),
        (None, None, true),
    ] {
        let ruled = rules::within_fence(branch, place);
        assert_eq!(ruled.is_ok(), accepted, "{place:?}");
        if !accepted {
            assert_eq!(fields(ruled), ["latitude"]);
        }
    }
}

#[tokio::test]
async fn a_day_begins_in_the_branchs_time_zone() {
    let world = World::new().await;
    let (_, branch) = at(&world, fenced()).await;
    // Summer time in March, none in June: eleven and ten hours ahead of UTC.
    for (utc, day) in [
        ("2026-03-02T12:59:59Z", "2026-03-02"),
        ("2026-03-02T13:00:00Z", "2026-03-03"),
        ("2026-06-02T13:59:59Z", "2026-06-02"),
        ("2026-06-02T14:00:00Z", "2026-06-03"),
    ] {
        let at: DateTime<Utc> = utc.parse().unwrap();
        assert_eq!(rules::day(at, Some(&branch)).unwrap().to_string(), day);
        assert_eq!(rules::day(at, None).unwrap(), at.date_naive());
    }
}

#[tokio::test]
async fn check_in_then_out_gives_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let (eve, branch) = at(&world, fenced()).await;
    let made = check_in(hr, who, eve, Some(SYDNEY)).await.unwrap();
    let expected = Attendance {
        id: made.id,
        employee: eve,
        branch: Some(branch.id),
        date: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        check_in_at: World::start(),
        check_out_at: None,
        check_in_place: Some(SYDNEY),
        check_out_place: None,
        note: None,
        work_from_home: false,
        check_in_ip: None,
        check_out_ip: None,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!((&made, made.worked_minutes()), (&expected, None));
    let out = set(hr, 2);
    let done = check_out(hr, who, eve, Some(place(10.0, 20.0))).await.unwrap();
    let expected = Attendance {
        check_out_at: Some(out),
        check_out_place: Some(place(10.0, 20.0)),
        updated_at: out,
        ..expected
    };
    assert_eq!((&done, done.worked_minutes()), (&expected, Some(120)));
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
}

#[tokio::test]
async fn check_in_is_refused_while_the_day_is_open_or_done() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let (eve, _) = at(&world, NewBranch::new("Remote", "Australia/Sydney")).await;
    assert!(is_wrong_state(check_out(hr, who, eve, None).await));
    check_in(hr, who, eve, None).await.unwrap();
    assert!(is_wrong_state(check_in(hr, who, eve, None).await));
    set(hr, 1);
    check_out(hr, who, eve, None).await.unwrap();
    assert!(is_wrong_state(check_out(hr, who, eve, None).await));
    assert!(is_wrong_state(check_in(hr, who, eve, None).await));
    // Half past midnight in Sydney; in UTC it is the same day still.
    set(hr, 4);
    check_in(hr, who, eve, None).await.unwrap();
    assert_eq!(today(hr, who, eve).await.unwrap().to_string(), "2026-03-03");
}

#[tokio::test]
async fn check_out_closes_yesterdays_record_and_none_older() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let night = world.employee(who, "Nora").await;
    let forgetful = world.employee(who, "Fred").await;
    for employee in [night, forgetful] {
        check_in(hr, who, employee, None).await.unwrap();
    }
    set(hr, 20);
    let done = check_out(hr, who, night, None).await.unwrap();
    assert_eq!(done.worked_minutes(), Some(20 * 60));
    set(hr, 48);
    assert!(is_wrong_state(check_out(hr, who, forgetful, None).await));
}

#[tokio::test]
async fn attendance_names_every_field_that_breaks_a_rule() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let theirs = world.employee(rival, "Rita").await;
    assert_eq!(fields(check_in(hr, who, theirs, None).await), ["employee_id"]);
    assert_eq!(fields(check_out(hr, who, theirs, None).await), ["employee_id"]);
    let nowhere = Some(place(90.5, -181.0));
    assert_eq!(fields(check_in(hr, who, eve, nowhere).await), ["latitude", "longitude"]);
    let new = NewAttendance {
        employee: eve,
        check_in_at: World::start(),
        check_out_at: Some(World::start() - TimeDelta::minutes(1)),
        check_in_place: None,
        check_out_place: nowhere,
    };
    let wrong = fields(record(hr, who, new).await);
    assert_eq!(wrong, ["check_out_at", "latitude", "longitude"]);
    assert_eq!(fields(month(hr, who, eve, 2026, 13).await), ["month"]);
}

/// Enters eight hours on each of these days before the clock's start.
async fn worked(hr: &Hr, who: &Who, employee: EmployeeId, days_ago: &[i64]) {
    for days in days_ago {
        let check_in_at = World::start() - TimeDelta::days(*days);
        let new = NewAttendance {
            employee,
            check_in_at,
            check_out_at: Some(check_in_at + TimeDelta::hours(8)),
            check_in_place: None,
            check_out_place: None,
        };
        record(hr, who, new).await.unwrap();
    }
}

#[tokio::test]
async fn attendance_list_is_filtered_and_latest_first_in_two_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    worked(hr, who, eve, &[3, 1, 2]).await;
    worked(hr, who, max, &[2]).await;
    let today = World::start().date_naive();
    let ago = |days: i64| Some(today - TimeDelta::days(days));
    for (employees, from, to, days) in [
        (None, None, None, vec![(eve, 1), (max, 2), (eve, 2), (eve, 3)]),
        (Some(vec![eve]), ago(2), None, vec![(eve, 1), (eve, 2)]),
        (Some(vec![eve, max]), ago(2), ago(2), vec![(max, 2), (eve, 2)]),
        (None, ago(1), ago(2), vec![]),
        (Some(vec![]), None, None, vec![]),
    ] {
        let filter = Filter { employees, from, to, ..Filter::default() };
        let page = list(hr, who, &filter, ALL).await.unwrap();
        let found = page.items.iter().map(|it| (it.employee, (today - it.date).num_days()));
        assert_eq!(found.collect::<Vec<_>>(), days, "{filter:?}");
    }
    let before = hr.db().statements();
    let page = list(hr, who, &Filter::default(), PageRequest::new(1, 3)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 2);
    assert_eq!((page.items.len(), page.total), (3, 4));
}

#[tokio::test]
async fn attendance_of_a_month_is_the_employees_own_earliest_first() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    // The clock stands at the second of March; February has 28 days.
    worked(hr, who, eve, &[0, 1, 2, 29, 30]).await;
    worked(hr, who, max, &[2]).await;
    let days = month(hr, who, eve, 2026, 2).await.unwrap();
    let days: Vec<_> = days.iter().map(|it| it.date.to_string()).collect();
    assert_eq!(days, ["2026-02-01", "2026-02-28"]);
}

#[tokio::test]
async fn attendance_of_another_company_is_not_found() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = check_in(hr, who, eve, None).await.unwrap();
    assert_eq!(get(hr, rival, made.id).await, Err(Error::NotFound("attendance record")));
    assert_eq!(fields(check_out(hr, rival, eve, None).await), ["employee_id"]);
    assert_eq!(month(hr, rival, eve, 2026, 3).await.unwrap(), []);
    assert_eq!(list(hr, rival, &Filter::default(), ALL).await.unwrap().total, 0);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
    check_out(hr, who, eve, None).await.unwrap();
    let trail = world.audited(who).await;
    assert!(trail.ends_with(&["attendance.check_in", "attendance.check_out"].map(String::from)));
}
