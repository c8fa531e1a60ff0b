//! Entries: rules as a table, verbs in the time zones of branches, and who may do what.

use chrono::{TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::*;
use crate::access::Level;
use crate::branch::{self, NewBranch};
use crate::employee::{self, EmployeeChange};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, Hr, Page, PageRequest, Patch, Who};

const ALL: PageRequest = PageRequest { number: 1, size: 20 };
const NEWEST: Sort = Sort { by: By::CheckIn, descending: true };

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn viewer(employee: EmployeeId, level: Level) -> Viewer {
    Viewer { employee, level }
}

fn new(employee: EmployeeId, came: Option<&str>, left: Option<&str>) -> NewEntry {
    NewEntry {
        employee,
        came_at: came.map(at),
        left_at: left.map(at),
        note: None,
        work_from_home: false,
        place: None,
        ip: None,
    }
}

fn leaving(employee: EmployeeId, left: Option<&str>) -> Leaving {
    Leaving { employee, left_at: left.map(at), note: None, place: None, ip: None }
}

/// An employee in this time zone, or in none.
async fn in_zone(world: &World, zone: Option<&str>) -> EmployeeId {
    let World { hr, who, .. } = world;
    let id = world.employee(who, "Eve").await;
    if let Some(zone) = zone {
        let branch = branch::create(hr, who, NewBranch::new(zone, zone)).await.unwrap();
        let moved = EmployeeChange { branch: Patch::Set(branch.id), ..Default::default() };
        employee::change(hr, who, id, moved).await.unwrap();
    }
    id
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

#[test]
fn entries_of_a_day_neither_overlap_nor_leave_it_and_one_is_open() {
    let entry = |id, came: &str, left: Option<&str>| {
        let new = new(EmployeeId(1), Some(came), left);
        let made = rules::enter(new, None, Tz::UTC, World::start()).unwrap();
        Attendance { id: AttendanceId(id), ..made }
    };
    let closed = entry(1, "2026-03-02T09:00:00", Some("2026-03-02T12:00:00"));
    let night = entry(2, "2026-03-01T22:00:00", Some("2026-03-02T06:00:00"));
    let forgotten = entry(3, "2026-03-01T08:00:00", None);
    let open = entry(4, "2026-03-02T13:00:00", None);
    for (others, came, left, expected) in [
        (vec![&closed], "12:00:00", Some("13:00:00"), "ok"),
        (vec![&closed], "08:00:00", Some("09:00:00"), "ok"),
        (vec![&closed], "11:59:59", Some("13:00:00"), "state"),
        (vec![&closed], "08:00:00", Some("09:00:01"), "state"),
        (vec![&closed], "10:00:00", Some("11:00:00"), "state"),
        (vec![&closed], "08:00:00", Some("13:00:00"), "state"),
        (vec![&closed], "09:00:00", Some("12:00:00"), "state"),
        (vec![&closed], "12:00:00", None, "ok"),
        (vec![&closed], "08:00:00", None, "ok"),
        (vec![&closed], "09:00:00", None, "state"),
        (vec![&night], "05:00:00", Some("07:00:00"), "state"),
        (vec![&night, &forgotten], "06:00:00", None, "ok"),
        (vec![&open], "08:00:00", Some("09:00:00"), "state"),
        (vec![&closed, &open], "14:00:00", None, "state"),
        (vec![], "09:00:00", Some("09:00:00"), "check_out_at"),
        (vec![], "09:00:00", Some("08:00:00"), "check_out_at"),
    ] {
        let day = |time: &str| format!("2026-03-02T{time}");
        let it = entry(9, &day(came), left.map(day).as_deref());
        let near: Vec<_> = others.into_iter().cloned().collect();
        let ruled = rules::fits(it, Tz::UTC, &near);
        assert_eq!(kind(&ruled), expected, "{came} to {left:?} beside {near:?}");
    }
    let over = entry(9, "2026-03-02T09:00:00", Some("2026-03-03T00:00:00"));
    assert_eq!(kind(&rules::fits(over, Tz::UTC, &[])), "check_out_at");
}

#[tokio::test]
async fn entry_gives_every_field_in_local_time_until_it_is_deleted() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = in_zone(&world, Some("Australia/Sydney")).await;
    let own = viewer(eve, Level::Employee);
    let place = Place { latitude: -33.5, longitude: 151.25 };
    let sent = NewEntry {
        note: Some("Train was late".into()),
        work_from_home: true,
        place: Some(place),
        ip: Some("192.0.2.1".into()),
        ..new(eve, None, None)
    };
    let made = enter(hr, who, own, sent).await.unwrap();
    let expected = Entry {
        record: Attendance {
            id: made.record.id,
            employee: eve,
            branch: made.record.branch,
            date: at("2026-03-02T00:00:00").date(),
            check_in_at: World::start(),
            check_out_at: None,
            check_in_place: Some(place),
            check_out_place: None,
            note: Some("Train was late".into()),
            work_from_home: true,
            check_in_ip: Some("192.0.2.1".into()),
            check_out_ip: None,
            created_at: World::start(),
            updated_at: World::start(),
        },
        name: "Eve Test".into(),
        // Eleven hours ahead in summer.
        came_at: at("2026-03-02T20:30:15"),
        left_at: None,
    };
    assert_eq!(made, expected);
    let later = World::start() + TimeDelta::hours(1);
    hr.clock().set(later);
    let out = Leaving {
        note: Some("Done".into()),
        place: Some(place),
        ip: Some("192.0.2.2".into()),
        ..leaving(eve, Some("2026-03-02T21:00:00"))
    };
    let done = punch_out(hr, who, own, out).await.unwrap();
    let mut expected = expected;
    expected.left_at = Some(at("2026-03-02T21:00:00"));
    expected.record.check_out_at = chrono::Utc.with_ymd_and_hms(2026, 3, 2, 10, 0, 0).single();
    expected.record.check_out_place = Some(place);
    expected.record.note = Some("Done".into());
    expected.record.check_out_ip = Some("192.0.2.2".into());
    expected.record.updated_at = later;
    assert_eq!(done, expected);
    assert_eq!(entry(hr, who, own, made.record.id).await.unwrap(), expected);
    let admin = viewer(world.admin(who, "Ada").await, Level::Admin);
    delete(hr, who, admin, made.record.id).await.unwrap();
    assert_eq!(kind(&entry(hr, who, admin, made.record.id).await), "attendance record");
    let trail = world.audited(who).await;
    let verbs = ["attendance.enter", "attendance.punch_out"].map(String::from);
    assert!(trail.windows(2).any(|two| two == verbs), "{trail:?}");
    assert_eq!(trail.last().map(String::as_str), Some("attendance.delete"));
}

#[tokio::test]
async fn open_punch_in_is_that_of_the_day_in_the_branchs_time_zone() {
    // The clock stands at 09:30:15 UTC; after five hours it is tomorrow on Kiritimati.
    for (zone, now, after) in [
        (None, "2026-03-02T09:30:15", "2026-03-02T14:30:15"),
        (Some("Pacific/Kiritimati"), "2026-03-02T23:30:15", "2026-03-03T04:30:15"),
        (Some("America/Los_Angeles"), "2026-03-02T01:30:15", "2026-03-02T06:30:15"),
    ] {
        let world = World::new().await;
        let World { hr, who, .. } = &world;
        let eve = in_zone(&world, zone).await;
        let own = viewer(eve, Level::Employee);
        let shown = async |date: Option<NaiveDate>| {
            let (open, now) = open_on(hr, who, own, eve, date).await.unwrap();
            (open.map(|it| it.came_at), now)
        };
        assert_eq!(shown(None).await, (None, at(now)), "{zone:?}");
        enter(hr, who, own, new(eve, None, None)).await.unwrap();
        assert_eq!(shown(None).await, (Some(at(now)), at(now)), "{zone:?}");
        hr.clock().set(World::start() + TimeDelta::hours(5));
        let same_day = at(now).date() == at(after).date();
        assert_eq!(shown(None).await, (same_day.then_some(at(now)), at(after)), "{zone:?}");
        assert_eq!(shown(Some(at(now).date())).await, (Some(at(now)), at(after)), "{zone:?}");
        // Yesterday's open entry does not keep anybody from today's.
        let again = enter(hr, who, own, new(eve, None, None)).await;
        assert_eq!(again.is_ok(), !same_day, "{zone:?}");
        let (open, _) = open_on(hr, who, own, eve, Some(at(now).date())).await.unwrap();
        assert!(open.is_some(), "{zone:?}");
        let out = leaving(eve, Some(&format!("{}T23:59:59", at(now).date())));
        let closed = punch_out(hr, who, own, out).await.unwrap();
        assert_eq!(closed.came_at, at(now), "{zone:?}");
    }
}

#[tokio::test]
async fn entry_times_must_exist_and_be_near() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = in_zone(&world, Some("Australia/Sydney")).await;
    let own = viewer(eve, Level::Employee);
    for (came, left, expected) in [
        // The clock is set forward at two; set back at three, the first of both is meant.
        ("2026-10-04T02:30:00", None, "check_in_at"),
        ("2026-04-05T02:30:00", Some("2026-04-05T09:00:00"), "ok"),
        ("2026-10-04T01:30:00", Some("2026-10-04T02:30:00"), "check_out_at"),
        ("0000-01-01T09:00:00", None, "check_in_at"),
    ] {
        let made = enter(hr, who, own, new(eve, Some(came), left)).await;
        assert_eq!(kind(&made), expected, "{came}");
        if let Ok(made) = made {
            assert_eq!(made.record.worked_minutes(), Some(7 * 60 + 30));
            assert_eq!(made.came_at, at(came));
        }
    }
    let nowhere = Some(Place { latitude: 90.5, longitude: 0.0 });
    let sent = NewEntry { place: nowhere, ..new(eve, None, None) };
    assert_eq!(kind(&enter(hr, who, own, sent).await), "latitude");
    assert_eq!(kind(&punch_out(hr, who, own, leaving(eve, None)).await), "state");
}

#[tokio::test]
async fn entries_are_for_whoever_sees_the_employee() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let kim = world.employee(who, "Kim").await;
    let ada = world.admin(who, "Ada").await;
    let rita = world.employee(rival, "Rita").await;
    let under = EmployeeChange { manager: Patch::Set(max), ..Default::default() };
    employee::change(hr, who, eve, under).await.unwrap();
    let today = new(eve, Some("2026-03-02T09:00:00"), None);
    let made = enter(hr, who, viewer(eve, Level::Employee), today).await.unwrap().record.id;
    for (n, (viewer, id, seen)) in [
        (viewer(eve, Level::Employee), eve, "ok"),
        (viewer(max, Level::Manager), eve, "ok"),
        (viewer(ada, Level::Admin), eve, "ok"),
        (viewer(kim, Level::Manager), eve, "forbidden"),
        (viewer(ada, Level::Admin), rita, "employee"),
    ]
    .into_iter()
    .enumerate()
    {
        let named = if seen == "employee" { "employee_id" } else { seen };
        let came = format!("2026-02-{:02}T09:00:00", n + 1);
        let entered = enter(hr, who, viewer, new(id, Some(&came), None)).await;
        assert_eq!(kind(&entered), named, "{viewer:?}");
        let left = came.replace("09:", "10:");
        let closed = punch_out(hr, who, viewer, leaving(id, Some(&left))).await;
        assert_eq!(kind(&closed), named, "{viewer:?}");
        let filter = Filter::default();
        let of_one = entries_of(hr, who, viewer, id, filter.clone(), NEWEST, ALL).await;
        assert_eq!(kind(&of_one), seen, "{viewer:?}");
        assert_eq!(kind(&open_on(hr, who, viewer, id, None).await), seen, "{viewer:?}");
        assert_eq!(kind(&summary(hr, who, viewer, id).await), seen, "{viewer:?}");
        let own = if seen == "employee" { "ok" } else { seen };
        assert_eq!(kind(&entry(hr, who, viewer, made).await), own, "{viewer:?}");
        let admin = viewer.level == Level::Admin;
        let all = entries(hr, who, viewer, filter, NEWEST, ALL).await.unwrap();
        let lists = admin || viewer.employee == max;
        assert_eq!(all.total > 0, lists, "{viewer:?}");
        let gone = delete(hr, who, viewer, AttendanceId(999)).await;
        let refused = if admin { "attendance record" } else { "forbidden" };
        assert_eq!(kind(&gone), refused, "{viewer:?}");
    }
    let theirs = viewer(rita, Level::Admin);
    assert_eq!(kind(&entry(hr, rival, theirs, made).await), "attendance record");
    assert_eq!(kind(&delete(hr, rival, theirs, made).await), "attendance record");
    assert_eq!(entries(hr, rival, theirs, Filter::default(), NEWEST, ALL).await.unwrap().total, 0);
}

async fn listed(hr: &Hr, who: &Who, admin: Viewer, filter: Filter, sort: Sort) -> Page<Entry> {
    entries(hr, who, admin, filter, sort, PageRequest::new(1, 3)).await.unwrap()
}

#[tokio::test]
async fn entries_are_filtered_and_sorted_in_four_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let admin = viewer(world.admin(who, "Ada").await, Level::Admin);
    let mut ids = Vec::new();
    for (employee, day, home, closed) in
        [(eve, 2, true, true), (max, 1, false, true), (eve, 1, false, false), (max, 3, true, true)]
    {
        let (came, left) = (format!("2026-02-0{day}T09:00:00"), format!("2026-02-0{day}T10:00:00"));
        let sent = new(employee, Some(&came), closed.then_some(left.as_str()));
        let sent = NewEntry { work_from_home: home, ..sent };
        ids.push(enter(hr, who, admin, sent).await.unwrap().record.id);
    }
    let by = |by, descending| Sort { by, descending };
    for (filter, sort, expected) in [
        (Filter::default(), NEWEST, vec![3, 0, 2]),
        (Filter::default(), by(By::Id, false), vec![0, 1, 2]),
        (Filter::default(), by(By::Employee, true), vec![3, 1, 2]),
        (Filter { work_from_home: Some(true), ..Default::default() }, NEWEST, vec![3, 0]),
        (Filter { open: Some(true), ..Default::default() }, NEWEST, vec![2]),
        (
            Filter { employees: Some(vec![max]), open: Some(false), ..Default::default() },
            NEWEST,
            vec![3, 1],
        ),
    ] {
        let found = listed(hr, who, admin, filter.clone(), sort).await;
        let expected: Vec<_> = expected.iter().map(|at| ids[*at]).collect();
        let found: Vec<_> = found.items.iter().map(|it| it.record.id).collect();
        assert_eq!(found, expected, "{filter:?} {sort:?}");
    }
    let before = hr.db().statements();
    let page = listed(hr, who, admin, Filter::default(), NEWEST).await;
    assert_eq!(hr.db().statements() - before, 4);
    assert_eq!((page.items.len(), page.total), (3, 4));
}

#[tokio::test]
async fn attendance_summary_counts_closed_hours_and_the_month_of_the_branch() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = in_zone(&world, Some("Australia/Sydney")).await;
    let own = viewer(eve, Level::Employee);
    let none = Summary { entries: 0, worked_seconds: 0, this_month: 0 };
    assert_eq!(summary(hr, who, own, eve).await.unwrap(), none);
    for (came, left) in [
        ("2026-02-28T09:00:00", Some("2026-02-28T10:30:00")),
        ("2026-03-01T09:00:00", Some("2026-03-01T10:00:30")),
        ("2026-03-01T11:00:00", None),
    ] {
        enter(hr, who, own, new(eve, Some(came), left)).await.unwrap();
    }
    let found = summary(hr, who, own, eve).await.unwrap();
    assert_eq!(found, Summary { entries: 3, worked_seconds: 9030, this_month: 2 });
}

#[tokio::test]
async fn check_in_stays_once_a_day_beside_entries() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let own = viewer(eve, Level::Employee);
    for (came, left) in [("08:00:00", Some("09:00:00")), ("09:10:00", None)] {
        let day = |time: &str| format!("2026-03-02T{time}");
        let sent = new(eve, Some(&day(came)), left.map(day).as_deref());
        enter(hr, who, own, sent).await.unwrap();
        assert_eq!(kind(&check_in(hr, who, eve, None).await), "state", "{came}");
    }
    // What one API opened, the other closes.
    check_out(hr, who, eve, None).await.unwrap();
    assert_eq!(kind(&punch_out(hr, who, own, leaving(eve, None)).await), "state");
    assert_eq!(kind(&enter(hr, who, own, new(eve, None, None)).await), "ok");
}
