//! Notes: verbs on a fresh database.

use chrono::TimeDelta;

use super::*;
use crate::access::user;
use crate::testing::World;
use crate::{Actor, Error, Who};

#[tokio::test]
async fn note_says_who_changed_it_last_and_when() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let ada = world.admin(who, "Ada").await;
    let made = create(hr, who, eve, Kind::Restricted, "Left-handed".into()).await.unwrap();
    let expected = Note {
        id: made.id,
        employee: eve,
        kind: Kind::Restricted,
        text: "Left-handed".into(),
        changed_at: World::start(),
        changed_by: None,
    };
    assert_eq!(made, expected);
    let account = user::set(hr, who, ada, None).await.unwrap();
    let admin = Who::new(who.company, Actor::User(account), "");
    let later = World::start() + TimeDelta::hours(1);
    hr.clock().set(later);
    let changed = change(hr, &admin, made.id, "Right-handed".into()).await.unwrap();
    let by = Person { id: ada, first_name: "Ada".into(), last_name: "Test".into() };
    let text = "Right-handed".into();
    let expected = Note { text, changed_at: later, changed_by: Some(by), ..expected };
    assert_eq!(changed, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
    assert_eq!(list(hr, who, eve).await.unwrap(), [expected]);
}

#[tokio::test]
async fn note_of_another_company_is_not_found_and_strangers_have_none() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, eve, Kind::Free, "x".into()).await.unwrap();
    let missing = Err(Error::NotFound("user note"));
    assert_eq!(get(hr, rival, made.id).await, missing);
    assert_eq!(change(hr, rival, made.id, "y".into()).await, missing);
    assert!(list(hr, rival, eve).await.unwrap().is_empty());
    for (about, text) in [(eve, ""), (EmployeeId(9_999), "x")] {
        let refused = create(hr, who, about, Kind::Free, text.into()).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
    }
}

#[tokio::test]
async fn note_about_somebody_deleted_is_changed_no_more() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, eve, Kind::Restricted, "Left-handed".into()).await.unwrap();
    crate::employee::delete(hr, who, eve).await.unwrap();
    let refused = change(hr, who, made.id, "Right-handed".into()).await;
    assert_eq!(refused, Err(Error::NotFound("user note")));
}
