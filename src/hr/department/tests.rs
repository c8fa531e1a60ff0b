//! Departments: rules as a table, verbs on a fresh database.

use super::*;
use crate::testing::World;
use crate::{Error, PageRequest};

const MISSING: Error = Error::NotFound("department");

fn engineering(leader: EmployeeId, members: &[EmployeeId]) -> NewDepartment {
    NewDepartment {
        name: "Engineering".into(),
        leader,
        order_number: Some(-3),
        active: true,
        description: Some("Builds".into()),
        min_staff: Some(2),
        structure: Structure::default(),
        members: members.to_vec(),
    }
}

fn members(members: &[EmployeeId]) -> DepartmentChange {
    DepartmentChange { members: Some(members.to_vec()), ..Default::default() }
}

fn fields(refused: Result<Department, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[tokio::test]
async fn department_create_then_get_gives_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, engineering(ada, &[eve, max])).await.unwrap();
    let expected = Department {
        id: made.id,
        name: "Engineering".into(),
        leader: ada,
        leader_name: made.leader_name.clone(),
        order_number: Some(-3),
        active: true,
        description: Some("Builds".into()),
        min_staff: Some(2),
        structure: Structure::default(),
        members: vec![max, eve],
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert!(made.leader_name.starts_with("Ada "));
    assert_eq!(made, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
}

#[tokio::test]
async fn department_create_refuses_what_breaks_a_rule() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let theirs = world.employee(rival, "Rita").await;
    let nameless = NewDepartment { name: String::new(), ..engineering(ada, &[]) };
    assert_eq!(fields(create(hr, who, nameless).await), ["name"]);
    let negative = NewDepartment { min_staff: Some(-1), ..engineering(ada, &[]) };
    assert_eq!(fields(create(hr, who, negative).await), ["min_staff"]);
    for unknown in [EmployeeId(9_999), theirs] {
        assert_eq!(fields(create(hr, who, engineering(unknown, &[])).await), ["leader"]);
        assert_eq!(fields(create(hr, who, engineering(ada, &[ada, unknown])).await), ["members"]);
    }
    assert_eq!(list(hr, who, PageRequest::new(1, 20)).await.unwrap().total, 0);
}

#[tokio::test]
async fn department_counts_a_repeated_member_once() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let made = create(hr, who, engineering(ada, &[max, ada, max])).await.unwrap();
    assert_eq!(made.members, [ada, max]);
    let changed = change(hr, who, made.id, members(&[max, max])).await.unwrap();
    assert_eq!(changed.members, [max]);
}

#[tokio::test]
async fn department_members_move_between_departments() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let eve = world.employee(who, "Eve").await;
    let first = create(hr, who, engineering(ada, &[max, eve])).await.unwrap().id;
    let second = create(hr, who, engineering(ada, &[eve, ada])).await.unwrap().id;
    let people = async |id| get(hr, who, id).await.unwrap().members;
    assert_eq!(people(first).await, [max]);
    assert_eq!(people(second).await, [ada, eve]);
    change(hr, who, first, members(&[ada, max])).await.unwrap();
    assert_eq!(people(first).await, [ada, max]);
    assert_eq!(people(second).await, [eve]);
    change(hr, who, first, DepartmentChange::default()).await.unwrap();
    assert_eq!(people(first).await, [ada, max]);
    change(hr, who, first, members(&[])).await.unwrap();
    assert_eq!(people(first).await, []);
    assert_eq!(people(second).await, [eve]);
}

#[tokio::test]
async fn department_change_sets_clears_and_keeps() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let made = create(hr, who, engineering(ada, &[ada])).await.unwrap();
    let asked = DepartmentChange {
        leader: Some(max),
        active: Some(false),
        description: Patch::Clear,
        min_staff: Patch::Set(0),
        order_number: Patch::Set(7),
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    assert!(changed.leader_name.starts_with("Max "));
    let expected = Department {
        leader: max,
        leader_name: changed.leader_name.clone(),
        active: false,
        description: None,
        min_staff: Some(0),
        order_number: Some(7),
        ..made
    };
    assert_eq!(changed, expected);
    assert_eq!(get(hr, who, expected.id).await.unwrap(), expected);
    let unknown = DepartmentChange { leader: Some(EmployeeId(9_999)), ..Default::default() };
    assert_eq!(fields(change(hr, who, expected.id, unknown).await), ["leader"]);
    let nobody = members(&[EmployeeId(9_999)]);
    assert_eq!(fields(change(hr, who, expected.id, nobody).await), ["members"]);
    assert_eq!(get(hr, who, expected.id).await.unwrap(), expected);
}

#[tokio::test]
async fn department_of_another_company_is_not_found_and_not_touched() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let made = create(hr, who, engineering(ada, &[ada])).await.unwrap();
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, members(&[])).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(list(hr, rival, PageRequest::new(1, 20)).await.unwrap().total, 0);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn department_delete_leaves_its_members_in_none() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let before = world.audited(who).await.len();
    let made = create(hr, who, engineering(ada, &[ada])).await.unwrap();
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(of_employee(hr.db().read(), who.company, ada).await.unwrap(), None);
    assert_eq!(delete(hr, who, made.id).await, Err(MISSING));
    let next = create(hr, who, engineering(ada, &[ada])).await.unwrap();
    let home = of_employee(hr.db().read(), who.company, ada).await.unwrap();
    assert_eq!((next.members.as_slice(), home), ([ada].as_slice(), Some(next.id)));
    assert_eq!(
        world.audited(who).await[before..],
        ["department.create", "department.delete", "department.create"]
    );
}

#[tokio::test]
async fn department_list_pages_in_a_constant_number_of_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let mut made = Vec::new();
    for name in ["Max", "Eve", "Kim", "Lou", "Sam"] {
        let one = world.employee(who, name).await;
        made.push(create(hr, who, engineering(ada, &[one])).await.unwrap());
    }
    let mut spent = Vec::new();
    for size in [1, 4] {
        let before = hr.db().statements();
        let page = list(hr, who, PageRequest::new(1, size as u64)).await.unwrap();
        spent.push(hr.db().statements() - before);
        assert_eq!((page.items.as_slice(), page.total), (&made[..size], 5));
    }
    assert_eq!(spent, [4, 4]);
    let before = hr.db().statements();
    assert_eq!(all(hr, who).await.unwrap(), made);
    assert_eq!(hr.db().statements() - before, 3);
    assert_eq!(all(hr, &world.rival).await.unwrap(), []);
}

#[test]
fn department_dissolve_keeps_the_last_one_and_people() {
    for (departments, members, let_go, allowed) in
        [(1, 0, true, false), (2, 0, false, true), (2, 1, false, false), (2, 1, true, true)]
    {
        let answer = rules::dissolve(departments, members, let_go).is_ok();
        assert_eq!(answer, allowed, "{departments} with {members}");
    }
}

#[tokio::test]
async fn department_dissolve_leaves_one_in_each_company() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let first = create(hr, who, engineering(ada, &[ada])).await.unwrap().id;
    let second = create(hr, who, engineering(ada, &[])).await.unwrap().id;
    let refused = |answer| matches!(answer, Err(Error::Conflict { .. }));
    assert_eq!(dissolve(hr, rival, first, true).await, Err(MISSING));
    assert!(refused(dissolve(hr, who, first, false).await));
    dissolve(hr, who, first, true).await.unwrap();
    assert_eq!(of_employee(hr.db().read(), who.company, ada).await.unwrap(), None);
    assert!(refused(dissolve(hr, who, second, true).await));
}
