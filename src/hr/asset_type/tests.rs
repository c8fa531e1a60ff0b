//! Asset types: verbs on a fresh database.

use super::*;
use crate::testing::World;
use crate::{Error, PageRequest};

const MISSING: Error = Error::NotFound("asset type");

fn phones() -> NewAssetType {
    NewAssetType {
        name: "Phones".into(),
        description: Some("What rings".into()),
        attachment: Some("phones.pdf".into()),
    }
}

#[tokio::test]
async fn asset_type_is_read_as_it_was_written_and_changed() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let nameless = NewAssetType { name: String::new(), ..phones() };
    assert!(matches!(create(hr, who, nameless).await, Err(Error::Invalid(_))));
    let made = create(hr, who, phones()).await.unwrap();
    let expected = AssetType {
        id: made.id,
        name: "Phones".into(),
        description: Some("What rings".into()),
        attachment: Some("phones.pdf".into()),
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    let asked = AssetTypeChange {
        name: Some("Telephones".into()),
        description: Patch::Clear,
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    assert_eq!(changed, AssetType { name: "Telephones".into(), description: None, ..expected });
    assert_eq!(get(hr, who, made.id).await.unwrap(), changed);
    assert_eq!(list(hr, who, PageRequest::new(1, 20)).await.unwrap().items, [changed]);
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(delete(hr, who, made.id).await, Err(MISSING));
    let trail = ["asset_type.create", "asset_type.change", "asset_type.delete"];
    assert_eq!(world.audited(who).await, trail);
}

#[tokio::test]
async fn asset_type_name_is_unique_in_the_company_and_other_companies_see_none() {
    let World { hr, who, rival, .. } = &World::new().await;
    let made = create(hr, who, phones()).await.unwrap();
    let loud = NewAssetType { name: "PHONES".into(), ..phones() };
    assert_eq!(create(hr, who, loud.clone()).await, Err(Error::Duplicate { field: "name" }));
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, AssetTypeChange::default()).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(list(hr, rival, PageRequest::new(1, 20)).await.unwrap().total, 0);
    assert!(create(hr, rival, loud).await.is_ok());
}
