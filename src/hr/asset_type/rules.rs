//! What may be said of an asset type: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{AssetType, AssetTypeChange, NewAssetType};
use crate::id::AssetTypeId;
use crate::patch::set;
use crate::{Error, Faults};

/// The type that `new` describes; its id is given by the store.
pub fn create(new: NewAssetType, now: DateTime<Utc>) -> Result<AssetType, Error> {
    check(AssetType {
        id: AssetTypeId(0),
        name: new.name,
        description: new.description,
        attachment: new.attachment,
        created_at: now,
        updated_at: now,
    })
}

/// The type after `change`.
pub fn change(
    mut it: AssetType,
    change: AssetTypeChange,
    now: DateTime<Utc>,
) -> Result<AssetType, Error> {
    set(&mut it.name, change.name);
    change.description.apply(&mut it.description);
    change.attachment.apply(&mut it.attachment);
    it.updated_at = now;
    check(it)
}

fn check(it: AssetType) -> Result<AssetType, Error> {
    Faults::default().filled("name", &it.name).result()?;
    Ok(it)
}
