//! Files on a fresh database.

use super::*;
use crate::Error;
use crate::testing::World;

fn handbook() -> NewFile {
    NewFile {
        key: "k-1".into(),
        name: "handbook.pdf".into(),
        media_type: "application/pdf".into(),
        size_bytes: 7,
    }
}

#[tokio::test]
async fn file_recorded_is_found_by_its_key() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let made = record(hr, who, handbook()).await.unwrap();
    assert_eq!(by_key(hr, "k-1").await.unwrap(), made);
    assert_eq!(by_key(hr, "k-2").await, Err(Error::NotFound("file")));
    assert_eq!(world.audited(who).await, ["file.record"]);
}
