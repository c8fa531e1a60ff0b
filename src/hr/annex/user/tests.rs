//! Users: rules as tables, verbs on a fresh database.

use super::*;
use crate::access::Level;
use crate::annex::restriction;
use crate::testing::World;
use crate::{Error, employee};

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

#[tokio::test]
async fn user_verbs_leave_a_super_user_in_the_company() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let eve = world.employee(who, "Eve").await;
    world.admin(rival, "Rita").await;
    let conflict = |answer| matches!(answer, Err(Error::Conflict { .. }));
    assert!(conflict(delete(hr, who, ada).await));
    assert!(conflict(disable(hr, who, ada).await));
    assert!(conflict(set_type(hr, who, ada, UserType::Approver).await));
    set_type(hr, who, ada, UserType::SuperUserHub).await.unwrap();
    set_type(hr, who, eve, UserType::SuperUser).await.unwrap();
    set_type(hr, who, ada, UserType::ApproverEdit).await.unwrap();
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
    disable(hr, who, eve).await.unwrap();
    assert_eq!(employee::get(hr, who, eve).await.unwrap().status, employee::Status::Resigned);
    enable(hr, who, eve).await.unwrap();
    delete(hr, who, eve).await.unwrap();
    assert!(restriction::list(hr, who, max).await.unwrap().is_empty());
    assert_eq!(employee::get(hr, who, eve).await, Err(Error::NotFound("employee")));
}
