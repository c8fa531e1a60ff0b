//! What can be done with asset types: load, rule, save and audit in one transaction.

use super::{AssetType, AssetTypeChange, NewAssetType, rules, store};
use crate::id::AssetTypeId;
use crate::{Error, Hr, Page, PageRequest, Who};

/// Adds an asset type; `Duplicate` where another has its name.
pub async fn create(hr: &Hr, who: &Who, new: NewAssetType) -> Result<AssetType, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("asset_type.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One asset type; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: AssetTypeId) -> Result<AssetType, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The asset types of the company in the order of their ids.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<AssetType>, Error> {
    store::list(hr.db().read(), who.company, page).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: AssetTypeId,
    change: AssetTypeChange,
) -> Result<AssetType, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(it, change, w.now)?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("asset_type.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes an asset type for good; its assets stay and are of no type then.
pub async fn delete(hr: &Hr, who: &Who, id: AssetTypeId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("asset_type.delete", id.get()).await
        })
    })
    .await
}
