//! Tag Company Assets: what the company owns, of which kinds, and who has it.

use hr::id::{AssetId, AssetTypeId};
use hr::{Error, asset, asset_type};
use icehrm_server::requests::*;
use icehrm_server::traits::CompanyAssets;
use icehrm_server::types;
use wire::Paged;

use crate::translate::{assets, changed, page, paged, removed};
use crate::{Caller, IceHrm};

impl CompanyAssets for IceHrm {
    async fn asset_list(
        &self,
        caller: Caller,
        request: AssetListRequest,
    ) -> Result<Paged<types::CompanyAsset>, Error> {
        let page = page(request.page, request.limit);
        let filter = assets::filter(request);
        let (who, viewer) = (caller.who(), caller.viewer());
        let found = asset::seen_list(&self.hr, who, viewer, &filter, page).await?;
        Ok(paged(found, assets::listed))
    }

    async fn asset_save(
        &self,
        caller: Caller,
        request: AssetSaveRequest,
    ) -> Result<types::CompanyAsset, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        Ok(assets::listed(match sent.id.map(AssetId) {
            None => asset::create(hr, who, assets::new(sent)?).await?,
            Some(id) => changed(asset::change(hr, who, id, assets::change(sent)).await)?,
        }))
    }

    async fn asset_type_list(
        &self,
        caller: Caller,
        request: AssetTypeListRequest,
    ) -> Result<Paged<types::AssetType>, Error> {
        let page = page(request.page, request.limit);
        let found = asset_type::list(&self.hr, caller.who(), page).await?;
        Ok(paged(found, assets::asset_type))
    }

    async fn asset_type_save(
        &self,
        caller: Caller,
        request: AssetTypeSaveRequest,
    ) -> Result<types::AssetType, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        Ok(assets::asset_type(match sent.id.map(AssetTypeId) {
            None => asset_type::create(hr, who, assets::new_type(sent)).await?,
            Some(id) => changed(asset_type::change(hr, who, id, assets::type_change(sent)).await)?,
        }))
    }

    async fn asset_type_delete(
        &self,
        caller: Caller,
        request: AssetTypeDeleteRequest,
    ) -> Result<types::Removed, Error> {
        let id = request.type_id;
        asset_type::delete(&self.hr, caller.who(), AssetTypeId(id)).await?;
        Ok(removed(id))
    }

    async fn asset_get(
        &self,
        caller: Caller,
        request: AssetGetRequest,
    ) -> Result<types::CompanyAssetDetail, Error> {
        let id = AssetId(request.asset_id);
        let found = asset::seen(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(assets::shown(found))
    }

    async fn asset_delete(
        &self,
        caller: Caller,
        request: AssetDeleteRequest,
    ) -> Result<types::Removed, Error> {
        let id = request.asset_id;
        asset::delete(&self.hr, caller.who(), AssetId(id)).await?;
        Ok(removed(id))
    }

    async fn asset_assign(
        &self,
        caller: Caller,
        request: AssetAssignRequest,
    ) -> Result<types::CompanyAsset, Error> {
        let id = AssetId(request.asset_id);
        let to = assets::keeper(request.body.employee, request.body.department)?;
        let given = asset::assign(&self.hr, caller.who(), id, to, None).await?;
        Ok(assets::listed(given))
    }

    async fn asset_unassign(
        &self,
        caller: Caller,
        request: AssetUnassignRequest,
    ) -> Result<types::CompanyAsset, Error> {
        let id = AssetId(request.asset_id);
        Ok(assets::listed(asset::take_back(&self.hr, caller.who(), id).await?))
    }
}
