//! Tags: verbs on a fresh database.

use super::*;
use crate::Error;
use crate::testing::World;

const MISSING: Error = Error::NotFound("tag");

#[tokio::test]
async fn tag_is_made_renamed_given_and_removed() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let tag = create(hr, who, "Night".into()).await.unwrap();
    let other = create(hr, who, "Day".into()).await.unwrap();
    assert_eq!(list(hr, who).await.unwrap(), [tag.clone(), other.clone()]);
    let renamed = rename(hr, who, tag.id, "Late".into()).await.unwrap();
    assert_eq!(get(hr, who, tag.id).await.unwrap(), renamed);
    assert_eq!(renamed.name, "Late");
    put(hr, who, tag.id, vec![max, eve, max]).await.unwrap();
    put(hr, who, other.id, vec![eve]).await.unwrap();
    assert_eq!(members(hr, who, tag.id).await.unwrap(), [eve, max]);
    assert!(matches!(delete(hr, who, tag.id, false).await, Err(Error::Conflict { .. })));
    delete(hr, who, tag.id, true).await.unwrap();
    assert_eq!(delete(hr, who, tag.id, true).await, Err(MISSING));
    assert_eq!(members(hr, who, other.id).await.unwrap(), [eve]);
}

#[tokio::test]
async fn tag_of_another_company_is_not_found_and_takes_no_strangers() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let theirs = world.employee(rival, "Rita").await;
    let tag = create(hr, who, "Night".into()).await.unwrap().id;
    assert!(matches!(create(hr, who, String::new()).await, Err(Error::Invalid(_))));
    assert!(matches!(put(hr, who, tag, vec![theirs]).await, Err(Error::Invalid(_))));
    assert_eq!(get(hr, rival, tag).await, Err(MISSING));
    assert_eq!(rename(hr, rival, tag, "x".into()).await, Err(MISSING));
    assert_eq!(put(hr, rival, tag, vec![theirs]).await, Err(MISSING));
    assert_eq!(members(hr, rival, tag).await, Err(MISSING));
    assert_eq!(delete(hr, rival, tag, true).await, Err(MISSING));
    assert!(list(hr, rival).await.unwrap().is_empty());
}
