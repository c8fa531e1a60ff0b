//! Projects: verbs on a fresh database, who may do what, and the time that they take.

use chrono::NaiveDateTime;

use super::*;
use crate::access::Level;
use crate::employee::{self, EmployeeChange, Resignation};
use crate::sight::Viewer;
use crate::testing::World;
use crate::timesheet::{self, NewTimeEntry};
use crate::{Error, Hr, PageRequest, Who, setting};

const MISSING: Error = Error::NotFound("project");
const ALL: PageRequest = PageRequest { number: 1, size: 20 };
const BY_ID: Sort = Sort { by: By::Id, descending: false };

fn viewer(employee: EmployeeId, level: Level) -> Viewer {
    Viewer { employee, level }
}

fn website() -> NewProject {
    NewProject {
        name: "Website".into(),
        client: Some("Acme".into()),
        details: Some("A new look".into()),
        status: Status::Active,
    }
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

#[tokio::test]
async fn project_create_change_and_get_give_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, own, .. } = people(&world).await;
    let made = create(hr, who, admin, website()).await.unwrap();
    let expected = Project {
        id: made.id,
        name: "Website".into(),
        client: Some("Acme".into()),
        details: Some("A new look".into()),
        status: Status::Active,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    let asked = ProjectChange {
        name: Some("Shop".into()),
        client: Patch::Clear,
        details: Patch::Keep,
        status: Some(Status::OnHold),
    };
    let changed = change(hr, who, admin, made.id, asked).await.unwrap();
    let expected =
        Project { name: "Shop".into(), client: None, status: Status::OnHold, ..expected };
    assert_eq!(changed, expected);
    assert_eq!(get(hr, who, own, made.id).await.unwrap(), expected);
    let nameless = NewProject { name: String::new(), ..website() };
    assert_eq!(kind(&create(hr, who, admin, nameless).await), "name");
    delete(hr, who, admin, made.id).await.unwrap();
    assert_eq!(get(hr, who, own, made.id).await, Err(MISSING));
    let trail = world.audited(who).await;
    let verbs = ["project.create", "project.change", "project.delete"].map(String::from);
    assert!(trail.ends_with(&verbs), "{trail:?}");
}

#[tokio::test]
async fn projects_are_written_by_administrators_and_staffed_by_whoever_sees_the_employee() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let People { admin, manager, own } = people(&world).await;
    let kim = world.employee(who, "Kim").await;
    let theirs = world.employee(rival, "Rita").await;
    let id = create(hr, who, admin, website()).await.unwrap().id;
    for (viewer, write, seen, unseen) in [
        (own, "forbidden", "forbidden", "forbidden"),
        (manager, "forbidden", "ok", "forbidden"),
        (admin, "ok", "ok", "ok"),
    ] {
        let level = viewer.level;
        assert_eq!(kind(&create(hr, who, viewer, website()).await), write, "{level:?}");
        let changed = change(hr, who, viewer, id, ProjectChange::default()).await;
        assert_eq!(kind(&changed), write, "{level:?}");
        for (employee, expected) in [(own.employee, seen), (kim, unseen)] {
            let on = assign(hr, who, viewer, id, employee).await;
            assert_eq!(kind(&on), expected, "{level:?}");
            let off = unassign(hr, who, viewer, id, employee).await;
            assert_eq!(kind(&off), expected, "{level:?}");
        }
        let unknown = assign(hr, who, viewer, id, theirs).await;
        let expected = if level == Level::Employee { "forbidden" } else { "employee_id" };
        assert_eq!(kind(&unknown), expected, "{level:?}");
        assert_eq!(kind(&times(hr, who, viewer, id).await), seen, "{level:?}");
        assert_eq!(kind(&candidates(hr, who, viewer, id, ALL).await), seen, "{level:?}");
        assert_eq!(
            kind(&delete(hr, who, viewer, ProjectId(99)).await),
            match write {
                "ok" => "project",
                refused => refused,
            }
        );
    }
    let rita = viewer(theirs, Level::Admin);
    assert_eq!(get(hr, rival, rita, id).await, Err(MISSING));
    assert_eq!(change(hr, rival, rita, id, ProjectChange::default()).await, Err(MISSING));
    assert_eq!(assign(hr, rival, rita, id, theirs).await, Err(MISSING));
    assert_eq!(kind(&times(hr, rival, rita, id).await), "project");
    assert_eq!(delete(hr, rival, rita, id).await, Err(MISSING));
    let none = list(hr, rival, rita, &Filter::default(), BY_ID, ALL).await.unwrap();
    assert_eq!(none.total, 0);
}

#[tokio::test]
async fn project_people_are_assigned_once_and_those_who_left_not_at_all() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, manager, own } = people(&world).await;
    let gone = world.employee(who, "Gus").await;
    employee::offboard(hr, who, gone, Resignation::default()).await.unwrap();
    let id = create(hr, who, admin, website()).await.unwrap().id;
    let free = async |viewer| {
        let page = candidates(hr, who, viewer, id, ALL).await.unwrap();
        page.items.iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(free(admin).await, [admin, manager, own].map(|it| it.employee));
    assert_eq!(free(manager).await, [manager, own].map(|it| it.employee));
    let made = assign(hr, who, manager, id, own.employee).await.unwrap();
    let person = Person {
        id: own.employee,
        number: None,
        first_name: "Eve".into(),
        last_name: "Test".into(),
    };
    let since = World::start().date_naive();
    assert_eq!(made, Member { assignment: made.assignment, person, since });
    assert_eq!(free(admin).await, [admin, manager].map(|it| it.employee));
    assert_eq!(kind(&assign(hr, who, admin, id, own.employee).await), "state");
    assert_eq!(kind(&assign(hr, who, admin, id, gone).await), "employee_id");
    assert_eq!(times(hr, who, manager, id).await.unwrap().members, [made]);
    unassign(hr, who, manager, id, own.employee).await.unwrap();
    let again = unassign(hr, who, manager, id, own.employee).await;
    assert_eq!(kind(&again), "project assignment");
    let unknown = unassign(hr, who, manager, id, EmployeeId(99)).await;
    assert_eq!(kind(&unknown), "employee");
}

#[tokio::test]
async fn projects_are_filtered_and_sorted_in_three_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, own, .. } = people(&world).await;
    let mut ids = Vec::new();
    for (name, client, status) in [
        ("Website", Some("Acme"), Status::Active),
        ("50% of ÄTNA", None, Status::Dropped),
        ("Archive", Some("Beta"), Status::Active),
    ] {
        let new =
            NewProject { name: name.into(), client: client.map(Into::into), status, ..website() };
        ids.push(create(hr, who, admin, new).await.unwrap().id);
    }
    let search = |text: &str| Filter { search: Some(text.into()), ..Default::default() };
    let by = |by, descending| Sort { by, descending };
    for (filter, sort, expected) in [
        (Filter::default(), BY_ID, vec![0, 1, 2]),
        (Filter::default(), by(By::Name, false), vec![1, 2, 0]),
        (Filter::default(), by(By::Status, true), vec![1, 2, 0]),
        (Filter { status: vec![Status::Active], ..Default::default() }, BY_ID, vec![0, 2]),
        (Filter { clients: vec!["Beta".into()], ..Default::default() }, BY_ID, vec![2]),
        (Filter { ids: vec![ids[1]], ..Default::default() }, BY_ID, vec![1]),
        (search("SITE"), BY_ID, vec![0]),
        (search("50% of ätna"), BY_ID, vec![1]),
        (search("acme"), BY_ID, vec![0]),
        (search("_"), BY_ID, vec![]),
    ] {
        let found = list(hr, who, own, &filter, sort, ALL).await.unwrap();
        let expected: Vec<_> = expected.iter().map(|at| ids[*at]).collect();
        let found: Vec<_> = found.items.iter().map(|it| it.id).collect();
        assert_eq!(found, expected, "{filter:?} {sort:?}");
    }
    let before = hr.db().statements();
    let page = list(hr, who, own, &Filter::default(), BY_ID, PageRequest::new(1, 2)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 3);
    assert_eq!((page.items.len(), page.total), (2, 3));
}

#[tokio::test]
async fn projects_are_for_those_who_are_on_them_where_the_company_says_so() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, own, .. } = people(&world).await;
    let mut ids = Vec::new();
    for status in [Status::Active, Status::Active, Status::Completed] {
        ids.push(create(hr, who, admin, NewProject { status, ..website() }).await.unwrap().id);
    }
    assign(hr, who, admin, ids[0], own.employee).await.unwrap();
    assign(hr, who, admin, ids[2], own.employee).await.unwrap();
    for (for_all, mine) in [("1", vec![0, 1, 2]), ("0", vec![0])] {
        let key = setting::Key::ProjectsForAll.id();
        setting::save(hr, who, key, for_all.into()).await.unwrap();
        for (viewer, seen) in [(admin, vec![0, 1, 2]), (own, mine)] {
            let found = list(hr, who, viewer, &Filter::default(), BY_ID, ALL).await.unwrap();
            let found: Vec<_> = found.items.iter().map(|it| it.id).collect();
            assert_eq!(found, seen.iter().map(|at| ids[*at]).collect::<Vec<_>>(), "{for_all}");
            for (at, id) in ids.iter().enumerate() {
                let expected = if seen.contains(&at) { "ok" } else { "forbidden" };
                assert_eq!(kind(&get(hr, who, viewer, *id).await), expected, "{for_all} {at}");
            }
        }
    }
}

/// Hours of the current week: what `owner` worked on from nine o'clock.
async fn worked(hr: &Hr, who: &Who, owner: Viewer, project: Option<ProjectId>, hours: u32) {
    let (sheet, _) = timesheet::current(hr, who, owner).await.unwrap();
    let at = |hour: u32| -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 3, 1).unwrap().and_hms_opt(hour, 0, 0).unwrap()
    };
    let new = NewTimeEntry { project, starts_at: at(9), ends_at: at(9 + hours), details: None };
    timesheet::add_entry(hr, who, owner, sheet.id, new).await.unwrap();
}

#[tokio::test]
async fn project_times_tell_approved_from_pending_and_stay_when_it_is_deleted() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let People { admin, manager, own } = people(&world).await;
    let id = create(hr, who, admin, website()).await.unwrap().id;
    assign(hr, who, admin, id, own.employee).await.unwrap();
    for (viewer, hours) in [(own, 2), (manager, 3), (admin, 4)] {
        worked(hr, who, viewer, Some(id), hours).await;
        worked(hr, who, viewer, None, 1).await;
    }
    let decided = |sheet, decision| timesheet::decide(hr, who, admin, sheet, decision, None);
    for (viewer, decision) in
        [(own, timesheet::Decision::Approve), (manager, timesheet::Decision::Reject)]
    {
        let (sheet, _) = timesheet::current(hr, who, viewer).await.unwrap();
        timesheet::submit(hr, who, viewer, sheet.id).await.unwrap();
        decided(sheet.id, decision).await.unwrap();
    }
    let time = |approved: i64, pending: i64, rejected: i64| Time {
        approved: approved * 3600,
        pending: pending * 3600,
        rejected: rejected * 3600,
    };
    let of = |viewer: Viewer, name: &str, time| PersonTime {
        employee: viewer.employee,
        name: format!("{name} Test"),
        time,
    };
    let before = hr.db().statements();
    let found = times(hr, who, admin, id).await.unwrap();
    assert_eq!(hr.db().statements() - before, 5);
    assert_eq!(found.all, time(2, 4, 3));
    let people = [
        of(admin, "Ada", time(0, 4, 0)),
        of(manager, "Max", time(0, 0, 3)),
        of(own, "Eve", time(2, 0, 0)),
    ];
    assert_eq!(found.people, people);
    assert_eq!(found.months, [MonthTime { month: "2026-03".into(), time: time(2, 4, 3) }]);
    assert_eq!(found.members.len(), 1);
    let seen = times(hr, who, manager, id).await.unwrap();
    assert_eq!((seen.all, seen.people.len()), (time(2, 0, 3), 2));
    delete(hr, who, admin, id).await.unwrap();
    let (sheet, _) = timesheet::current(hr, who, own).await.unwrap();
    let (sheet, entries) = timesheet::get(hr, who, own, sheet.id).await.unwrap();
    assert_eq!(sheet.minutes(), 180);
    assert!(entries.iter().all(|it| it.project.is_none()), "{entries:?}");
}
