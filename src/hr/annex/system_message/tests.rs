//! Messages about the system: verbs on a fresh database.

use chrono::TimeDelta;

use super::*;
use crate::testing::World;

#[tokio::test]
async fn system_message_is_shown_until_it_ends() {
    let World { hr, .. } = &World::new().await;
    let new = NewSystemMessage {
        title: "Upgrade".into(),
        message: "Back at noon".into(),
        kind: Kind::Maintenance,
        starts_at: World::start() + TimeDelta::hours(1),
        ends_at: World::start() + TimeDelta::hours(2),
    };
    let made = post(hr, new.clone()).await.unwrap();
    assert_eq!(list(hr).await.unwrap(), std::slice::from_ref(&made));
    assert_eq!((made.title.as_str(), made.kind), ("Upgrade", Kind::Maintenance));
    hr.clock().set(made.ends_at);
    assert!(list(hr).await.unwrap().is_empty());
    let backwards = NewSystemMessage { ends_at: new.starts_at, ..new };
    assert!(matches!(post(hr, backwards).await, Err(Error::Invalid(_))));
}
