//! Profiles: verbs on a fresh database.

use super::*;
use crate::Error;
use crate::annex::tag;
use crate::testing::World;

fn fields(refused: Result<Profile, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[tokio::test]
async fn profile_change_sets_keeps_and_clears_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let ada = world.employee(who, "Ada").await;
    assert_eq!(get(hr, who, eve).await.unwrap(), Profile::default());
    let tag = tag::create(hr, who, "Night".into()).await.unwrap().id;
    let asked = ProfileChange {
        title: Patch::Set("Ms".into()),
        middle_name: Patch::Set("B.".into()),
        user_type: Some(UserType::ApproverAdd),
        default_view: Some(View::Tag),
        default_view_id: Patch::Set(tag.get()),
        default_sorting: Patch::Set(Sorting::LastNameDown),
        approver_role: Some(Role::LeaveApprover),
        notifier_2: Patch::Set(max),
        notifier_2_role: Some(Role::Notifier),
        notifier_3: Patch::Set(ada),
        notifier_3_role: Some(Role::OvertimeNotifier),
        email_type: Some(EmailType::Text),
        allowance_unit: Some(Unit::Hours),
        directory_username: Patch::Set("eve".into()),
        employment_ends_on: Patch::Set(World::start().date_naive()),
        region: Patch::Set(7),
    };
    let expected = Profile {
        title: Some("Ms".into()),
        middle_name: Some("B.".into()),
        user_type: Some(UserType::ApproverAdd),
        default_view: Some(View::Tag),
        default_view_id: Some(tag.get()),
        default_sorting: Some(Sorting::LastNameDown),
        approver_role: Role::LeaveApprover,
        notifier_2: Some(max),
        notifier_2_role: Role::Notifier,
        notifier_3: Some(ada),
        notifier_3_role: Role::OvertimeNotifier,
        email_type: EmailType::Text,
        allowance_unit: Unit::Hours,
        directory_username: Some("eve".into()),
        employment_ends_on: Some(World::start().date_naive()),
        region: Some(7),
    };
    assert_eq!(change(hr, who, eve, asked).await.unwrap(), expected);
    assert_eq!(change(hr, who, eve, ProfileChange::default()).await.unwrap(), expected);
    assert_eq!(get(hr, who, eve).await.unwrap(), expected);
    let asked = ProfileChange { notifier_2: Patch::Clear, ..Default::default() };
    change(hr, who, eve, asked).await.unwrap();
    let found = list(hr, who, &[eve, max]).await.unwrap();
    assert_eq!((found.len(), found[&eve].notifier_2, found[&eve].notifier_3), (1, None, Some(ada)));
}

#[tokio::test]
async fn profile_refers_to_people_and_views_of_the_company_only() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let theirs = world.employee(rival, "Rita").await;
    let notifier = |id| ProfileChange { notifier_2: Patch::Set(id), ..Default::default() };
    assert_eq!(fields(change(hr, who, eve, notifier(eve)).await), ["notifier_2"]);
    assert_eq!(fields(change(hr, who, eve, notifier(theirs)).await), ["notifier"]);
    for view in View::ALL {
        let asked = ProfileChange {
            default_view: Some(*view),
            default_view_id: Patch::Set(9_999),
            ..Default::default()
        };
        assert_eq!(fields(change(hr, who, eve, asked).await), ["default_view_id"]);
    }
    let missing = Err(Error::NotFound("employee"));
    assert_eq!(get(hr, rival, eve).await, missing);
    assert_eq!(change(hr, rival, eve, ProfileChange::default()).await, missing);
}
