//! Users: rules as tables, verbs on a fresh database.

use super::*;
use crate::access::{Level, password, user};
use crate::annex::{profile, restriction};
use crate::department::{self, NewDepartment, Structure};
use crate::id::RoleId;
use crate::testing::World;
use crate::{Error, Patch, employee};

#[test]
fn user_types_follow_the_level_that_the_role_gives() {
    for (set, level, shown) in [
        (None, Level::Employee, UserType::Staff),
        (Some(UserType::ApproverAdd), Level::Employee, UserType::Staff),
        (Some(UserType::ApproverAdd), Level::Manager, UserType::ApproverAdd),
        (Some(UserType::SuperUserHub), Level::Manager, UserType::Approver),
        (Some(UserType::SuperUserHub), Level::Admin, UserType::SuperUserHub),
        (None, Level::Admin, UserType::SuperUser),
    ] {
        assert_eq!(rules::user_type(set, level), shown, "{set:?} {level:?}");
    }
}

#[test]
fn user_rules_keep_one_super_user() {
    for (is_super_user, others, kept) in [(true, 0, false), (true, 1, true), (false, 0, true)] {
        assert_eq!(rules::keeps_one(is_super_user, others).is_ok(), kept);
    }
}

fn of_type(user_type: UserType) -> UserChange {
    UserChange { user_type: Some(user_type), ..UserChange::default() }
}

fn active(active: bool) -> UserChange {
    UserChange { active: Some(active), ..UserChange::default() }
}

#[tokio::test]
async fn user_verbs_leave_a_super_user_in_the_company() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let eve = world.employee(who, "Eve").await;
    world.admin(rival, "Rita").await;
    let conflict = |answer| matches!(answer, Err(Error::Conflict { .. }));
    assert!(conflict(delete(hr, who, ada).await));
    assert!(conflict(change(hr, who, ada, active(false)).await));
    assert!(conflict(change(hr, who, ada, of_type(UserType::Approver)).await));
    change(hr, who, ada, of_type(UserType::SuperUserHub)).await.unwrap();
    change(hr, who, eve, of_type(UserType::SuperUser)).await.unwrap();
    change(hr, who, ada, of_type(UserType::ApproverEdit)).await.unwrap();
    let types = types(hr, who, &[ada, eve]).await.unwrap();
    assert_eq!((types[&ada], types[&eve]), (UserType::ApproverEdit, UserType::SuperUser));
    let found = approvers(hr, who).await.unwrap();
    let found: Vec<_> = found.into_iter().map(|it| (it.id, it.user_type)).collect();
    assert_eq!(found, [(ada, UserType::ApproverEdit), (eve, UserType::SuperUser)]);
    assert_eq!(delete(hr, rival, eve).await, Err(Error::NotFound("employee")));
}

#[tokio::test]
async fn user_delete_takes_restrictions_along_and_disable_can_be_undone() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    restriction::create(hr, who, max, eve, true).await.unwrap();
    change(hr, who, eve, active(false)).await.unwrap();
    change(hr, who, eve, active(false)).await.unwrap();
    assert_eq!(employee::get(hr, who, eve).await.unwrap().status, employee::Status::Resigned);
    change(hr, who, eve, active(true)).await.unwrap();
    delete(hr, who, eve).await.unwrap();
    assert!(restriction::list(hr, who, max).await.unwrap().is_empty());
    assert_eq!(employee::get(hr, who, eve).await, Err(Error::NotFound("employee")));
}

#[tokio::test]
async fn user_create_and_change_write_everything_or_nothing() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let boss = world.admin(who, "Ada").await;
    let eve = world.employee(who, "Eve").await;
    let hash = password::hash(hr, "a-long-password").await.unwrap();
    let home = department::create(hr, who, named("Home", boss)).await.unwrap().id;
    let other = department::create(hr, who, named("Other", boss)).await.unwrap().id;
    let person = |manager| NewEmployee {
        manager: Some(manager),
        ..NewEmployee::new("Vera", "Rubin", "vera@example.test", RoleId(0))
    };
    let new = |manager| NewUser {
        employee: person(manager),
        user_type: UserType::ApproverAdd,
        department: home,
        profile: ProfileChange { region: Patch::Set(7), ..Default::default() },
        password: hash.clone(),
        active: true,
        allowances: Vec::new(),
    };
    let refused = create(hr, who, new(eve)).await;
    assert_eq!(refused, Err(Error::invalid("manager", "must be an approver or a super user")));
    assert_eq!(employee::all(hr, who, &Default::default()).await.unwrap().len(), 2);
    let id = create(hr, who, new(boss)).await.unwrap();
    assert_eq!(types(hr, who, &[id]).await.unwrap()[&id], UserType::ApproverAdd);
    assert_eq!(profile::get(hr, who, id).await.unwrap().region, Some(7));
    let moved = UserChange { department: Some(other), ..UserChange::default() };
    change(hr, who, id, moved).await.unwrap();
    let homes = department::of_employees(hr, who, vec![id]).await.unwrap();
    assert_eq!(homes[&id].0, other);
    let signed_in = user::sign_in(hr, Some(who.company), "vera@example.test", "a-long-password");
    assert_eq!(signed_in.await.unwrap().employee, id);
}

fn named(name: &str, leader: EmployeeId) -> NewDepartment {
    NewDepartment {
        name: name.into(),
        leader,
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        structure: Structure::default(),
        members: Vec::new(),
    }
}
