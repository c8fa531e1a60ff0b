//! Policies: rules as a table, verbs on a fresh database.

use chrono::TimeDelta;

use super::*;
use crate::department::{self, NewDepartment, Structure};
use crate::file::{self, NewFile};
use crate::testing::World;
use crate::{Error, PageRequest, Who};

const MISSING: Error = Error::NotFound("policy");

fn day(day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 12, day)
}

async fn team(world: &World, who: &Who, members: &[EmployeeId]) -> DepartmentId {
    let new = NewDepartment {
        name: "Team".into(),
        leader: world.employee(who, "Leader").await,
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        structure: Structure::default(),
        members: members.to_vec(),
    };
    department::create(&world.hr, who, new).await.unwrap().id
}

fn for_employees(employees: &[EmployeeId]) -> NewPolicy {
    NewPolicy {
        audience: Audience::Employees,
        employees: employees.to_vec(),
        ..NewPolicy::new("Respect")
    }
}

fn for_departments(departments: &[DepartmentId]) -> NewPolicy {
    NewPolicy {
        audience: Audience::Departments,
        departments: departments.to_vec(),
        ..NewPolicy::new("Respect")
    }
}

/// A policy that can be acknowledged.
async fn active(world: &World, new: NewPolicy) -> PolicyId {
    let id = create(&world.hr, &world.who, new).await.unwrap().id;
    set_status(world, id, Status::Active).await;
    id
}

async fn set_status(world: &World, id: PolicyId, status: Status) {
    let asked = PolicyChange { status: Some(status), ..Default::default() };
    assert_eq!(change(&world.hr, &world.who, id, asked).await.unwrap().status, status);
}

fn fields<T: std::fmt::Debug>(refused: Result<T, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[test]
fn policy_keeps_only_the_targets_that_fit_its_audience_each_once_and_in_order() {
    let (d1, d2) = (DepartmentId(1), DepartmentId(2));
    let (e3, e4) = (EmployeeId(3), EmployeeId(4));
    for (audience, departments, employees) in [
        (Audience::Global, vec![], vec![]),
        (Audience::Departments, vec![d1, d2], vec![]),
        (Audience::Employees, vec![], vec![e3, e4]),
    ] {
        let new = NewPolicy {
            audience,
            departments: vec![d2, d1, d2],
            employees: vec![e4, e4, e3],
            ..NewPolicy::new("Respect")
        };
        let it = rules::create(new, World::start()).unwrap();
        assert_eq!((it.departments, it.employees), (departments, employees));
    }
    assert_eq!(fields(rules::create(NewPolicy::new(""), World::start())), ["title"]);
}

#[tokio::test]
async fn policy_create_then_get_gives_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let link = Link::Elsewhere("https://files.example.test/respect.pdf".into());
    let new = NewPolicy {
        attachment: Some(link.clone()),
        effective_on: day(1),
        acknowledge_by: day(31),
        mandatory: true,
        reset_acknowledgements: true,
        ..for_employees(&[eve])
    };
    let made = create(hr, who, new).await.unwrap();
    let expected = Policy {
        id: made.id,
        title: "Respect".into(),
        audience: Audience::Employees,
        departments: vec![],
        employees: vec![eve],
        attachment: Some(link),
        effective_on: day(1),
        acknowledge_by: day(31),
        mandatory: true,
        reset_acknowledgements: true,
        status: Status::Draft,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
}

#[tokio::test]
async fn policy_leaves_out_targets_that_the_company_does_not_have() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let (ours, theirs) = (team(&world, who, &[]).await, team(&world, rival, &[]).await);
    let asked = for_departments(&[DepartmentId(9_999), theirs, ours]);
    assert_eq!(create(hr, who, asked).await.unwrap().departments, [ours]);

    let (eve, rita) = (world.employee(who, "Eve").await, world.employee(rival, "Rita").await);
    let made = create(hr, who, for_employees(&[EmployeeId(9_999), rita, eve])).await.unwrap();
    assert_eq!(made.employees, [eve]);
    let asked = PolicyChange { employees: Some(vec![rita]), ..Default::default() };
    assert_eq!(change(hr, who, made.id, asked).await.unwrap().employees, []);
}

#[tokio::test]
async fn policy_attachment_in_storage_must_be_the_companys() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    for (owner, key) in [(who, "k-1"), (rival, "k-2")] {
        let stored = NewFile {
            key: key.into(),
            name: "respect.pdf".into(),
            media_type: "application/pdf".into(),
            size_bytes: 7,
        };
        file::record(hr, owner, stored).await.unwrap();
    }
    let with = |key: &str| NewPolicy {
        attachment: Some(Link::Stored(key.into())),
        ..NewPolicy::new("Respect")
    };
    let made = create(hr, who, with("k-1")).await.unwrap();
    assert_eq!(get(hr, who, made.id).await.unwrap().attachment, Some(Link::Stored("k-1".into())));
    for key in ["k-2", "k-3"] {
        assert_eq!(fields(create(hr, who, with(key)).await), ["attachment"]);
        let asked =
            PolicyChange { attachment: Patch::Set(Link::Stored(key.into())), ..Default::default() };
        assert_eq!(fields(change(hr, who, made.id, asked).await), ["attachment"]);
    }
}

#[tokio::test]
async fn policy_change_replaces_the_audience_and_keeps_what_it_does_not_name() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let team = team(&world, who, &[eve]).await;
    let new = NewPolicy { effective_on: day(1), ..for_employees(&[eve]) };
    let made = create(hr, who, new).await.unwrap();
    hr.clock().set(World::start() + TimeDelta::hours(1));
    let asked = PolicyChange {
        audience: Some(Audience::Departments),
        departments: Some(vec![team]),
        effective_on: Patch::Clear,
        mandatory: Some(true),
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    let expected = Policy {
        audience: Audience::Departments,
        departments: vec![team],
        employees: vec![],
        effective_on: None,
        mandatory: true,
        updated_at: World::start() + TimeDelta::hours(1),
        ..made
    };
    assert_eq!(changed, expected);
    let retitled = PolicyChange { title: Some("Care".into()), ..Default::default() };
    let changed = change(hr, who, expected.id, retitled).await.unwrap();
    assert_eq!(changed, Policy { title: "Care".into(), ..expected });
    assert_eq!(get(hr, who, changed.id).await.unwrap(), changed);
}

#[tokio::test]
async fn policy_archive_succeeds_twice_and_any_status_may_follow() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let id = active(&world, NewPolicy::new("Respect")).await;
    let archived = archive(hr, who, id).await.unwrap();
    assert_eq!(archived.status, Status::Archived);
    hr.clock().set(World::start() + TimeDelta::hours(1));
    assert_eq!(archive(hr, who, id).await.unwrap(), archived);
    for status in [Status::Draft, Status::Archived, Status::Active, Status::Draft] {
        set_status(&world, id, status).await;
    }
    let trail = world.audited(who).await;
    assert_eq!(trail.iter().filter(|verb| *verb == "policy.archive").count(), 1);
}

#[tokio::test]
async fn policy_acknowledge_is_noted_once() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let id = active(&world, NewPolicy::new("Respect")).await;
    for employee in [max, eve, max] {
        acknowledge(hr, who, id, employee).await.unwrap();
    }
    assert_eq!(acknowledged(hr, who, id).await.unwrap(), [eve, max]);
    let trail = world.audited(who).await;
    assert_eq!(trail.iter().filter(|verb| *verb == "policy.acknowledge").count(), 2);
}

#[tokio::test]
async fn policy_acknowledge_needs_an_active_policy() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let id = create(hr, who, NewPolicy::new("Respect")).await.unwrap().id;
    for status in [Status::Draft, Status::Archived] {
        set_status(&world, id, status).await;
        let refused = acknowledge(hr, who, id, eve).await;
        assert!(matches!(refused, Err(Error::WrongState { .. })), "{refused:?}");
    }
    assert_eq!(acknowledged(hr, who, id).await.unwrap(), []);
}

#[tokio::test]
async fn policy_acknowledge_is_for_the_audience_only() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let somebody = world.employee(rival, "Rita").await;
    let team = team(&world, who, &[eve]).await;
    for new in [for_employees(&[eve]), for_departments(&[team])] {
        let id = active(&world, new).await;
        for other in [max, somebody, EmployeeId(9_999)] {
            assert_eq!(fields(acknowledge(hr, who, id, other).await), ["employee_id"]);
        }
        acknowledge(hr, who, id, eve).await.unwrap();
        assert_eq!(acknowledged(hr, who, id).await.unwrap(), [eve]);
    }
}

#[tokio::test]
async fn policy_change_drops_acknowledgements_only_where_told_to() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let id = active(&world, NewPolicy::new("Respect")).await;
    let other = active(&world, NewPolicy::new("Care")).await;
    acknowledge(hr, who, id, eve).await.unwrap();
    acknowledge(hr, who, other, eve).await.unwrap();
    for (reset, left) in [(None, vec![eve]), (Some(false), vec![eve]), (Some(true), vec![])] {
        let asked = PolicyChange { reset_acknowledgements: reset, ..Default::default() };
        let changed = change(hr, who, id, asked).await.unwrap();
        assert_eq!(changed.reset_acknowledgements, reset == Some(true));
        assert_eq!(acknowledged(hr, who, id).await.unwrap(), left);
    }
    // What was said once is remembered, but does not act again.
    acknowledge(hr, who, id, eve).await.unwrap();
    change(hr, who, id, PolicyChange::default()).await.unwrap();
    assert_eq!(acknowledged(hr, who, id).await.unwrap(), [eve]);
    assert_eq!(acknowledged(hr, who, other).await.unwrap(), [eve]);
}

#[tokio::test]
async fn policy_delete_takes_targets_and_acknowledgements_along() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let id = active(&world, for_employees(&[eve])).await;
    acknowledge(hr, who, id, eve).await.unwrap();
    delete(hr, who, id).await.unwrap();
    assert_eq!(delete(hr, who, id).await, Err(MISSING));
    assert_eq!(acknowledged(hr, who, id).await, Err(MISSING));
    let db = hr.db().read();
    assert!(targets::of(db, who.company, vec![id]).await.unwrap().is_empty());
    assert!(acknowledgements::of(db, who.company, id).await.unwrap().is_empty());
}

#[tokio::test]
async fn policy_outlives_a_department_that_it_addressed() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let team = team(&world, who, &[eve]).await;
    let id = active(&world, for_departments(&[team])).await;
    department::delete(hr, who, team).await.unwrap();
    let left = get(hr, who, id).await.unwrap();
    assert_eq!((left.audience, left.departments), (Audience::Departments, vec![]));
    assert_eq!(fields(acknowledge(hr, who, id, eve).await), ["employee_id"]);
}

#[tokio::test]
async fn policy_of_another_company_is_not_found_and_not_touched() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let rita = world.employee(rival, "Rita").await;
    let id = active(&world, for_employees(&[eve])).await;
    acknowledge(hr, who, id, eve).await.unwrap();
    let before = get(hr, who, id).await.unwrap();
    let reset = PolicyChange { reset_acknowledgements: Some(true), ..Default::default() };
    assert_eq!(get(hr, rival, id).await, Err(MISSING));
    assert_eq!(change(hr, rival, id, reset).await, Err(MISSING));
    assert_eq!(archive(hr, rival, id).await, Err(MISSING));
    assert_eq!(acknowledge(hr, rival, id, rita).await, Err(MISSING));
    assert_eq!(acknowledged(hr, rival, id).await, Err(MISSING));
    assert_eq!(delete(hr, rival, id).await, Err(MISSING));
    assert_eq!(list(hr, rival, PageRequest::new(1, 20)).await.unwrap().total, 0);
    assert_eq!(get(hr, who, id).await.unwrap(), before);
    assert_eq!(acknowledged(hr, who, id).await.unwrap(), [eve]);
}

#[tokio::test]
async fn policy_list_pages_with_targets_in_a_constant_number_of_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let team = team(&world, who, &[eve]).await;
    let mut made = Vec::new();
    for new in [
        for_employees(&[eve]),
        for_departments(&[team]),
        NewPolicy::new("Respect"),
        for_employees(&[eve]),
        for_departments(&[team]),
    ] {
        made.push(create(hr, who, new).await.unwrap());
    }
    let mut spent = Vec::new();
    for size in [1, 4] {
        let before = hr.db().statements();
        let page = list(hr, who, PageRequest::new(1, size as u64)).await.unwrap();
        spent.push(hr.db().statements() - before);
        assert_eq!((page.items.as_slice(), page.total), (&made[..size], 5));
    }
    assert_eq!(spent, [3, 3]);
}
