//! Restrictions: verbs on a fresh database.

use super::*;
use crate::Error;
use crate::testing::World;

#[tokio::test]
async fn restriction_is_one_way_unless_both_are_asked_for() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let made = create(hr, who, eve, max, false).await.unwrap();
    let found = list(hr, who, eve).await.unwrap();
    let other = Person { id: max, first_name: "Max".into(), last_name: "Test".into() };
    assert_eq!(found, [Restriction { id: made, employee: eve, other }]);
    assert!(list(hr, who, max).await.unwrap().is_empty());
    assert!(list(hr, rival, eve).await.unwrap().is_empty());
    assert_eq!(delete(hr, rival, made).await, Err(Error::NotFound("user restriction")));
    create(hr, who, max, eve, true).await.unwrap();
    assert_eq!(list(hr, who, eve).await.unwrap(), found);
    delete(hr, who, made).await.unwrap();
    assert!(list(hr, who, eve).await.unwrap().is_empty());
    assert_eq!(list(hr, who, max).await.unwrap().len(), 1);
    delete(hr, who, list(hr, who, max).await.unwrap()[0].id).await.unwrap();
    create(hr, who, eve, max, true).await.unwrap();
    assert_eq!(list(hr, who, max).await.unwrap()[0].other.id, eve);
}

#[tokio::test]
async fn restriction_is_between_two_different_employees_and_once() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let theirs = world.employee(rival, "Rita").await;
    create(hr, who, eve, max, false).await.unwrap();
    let again = create(hr, who, eve, max, false).await;
    assert_eq!(again, Err(Error::Duplicate { field: "other_id" }));
    for (one, other) in [(eve, eve), (eve, theirs), (theirs, eve)] {
        let refused = create(hr, who, one, other, false).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
    }
}
