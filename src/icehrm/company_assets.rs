//! Company Assets: the handlers of its operations.

use crate::IceHrm;
use icehrm_server::traits::CompanyAssets;
use icehrm_server::{requests, types};

impl CompanyAssets for IceHrm {
    async fn asset_list(
        &self,
        _caller: Self::Caller,
        _request: requests::AssetListRequest,
    ) -> Result<wire::Paged<types::CompanyAsset>, Self::Error> {
        Err(hr::Error::not_implemented("asset_list"))
    }

    async fn asset_save(
        &self,
        _caller: Self::Caller,
        _request: requests::AssetSaveRequest,
    ) -> Result<types::CompanyAsset, Self::Error> {
        Err(hr::Error::not_implemented("asset_save"))
    }

    async fn asset_type_list(
        &self,
        _caller: Self::Caller,
        _request: requests::AssetTypeListRequest,
    ) -> Result<wire::Paged<types::AssetType>, Self::Error> {
        Err(hr::Error::not_implemented("asset_type_list"))
    }

    async fn asset_type_save(
        &self,
        _caller: Self::Caller,
        _request: requests::AssetTypeSaveRequest,
    ) -> Result<types::AssetType, Self::Error> {
        Err(hr::Error::not_implemented("asset_type_save"))
    }

    async fn asset_type_delete(
        &self,
        _caller: Self::Caller,
        _request: requests::AssetTypeDeleteRequest,
    ) -> Result<types::Removed, Self::Error> {
        Err(hr::Error::not_implemented("asset_type_delete"))
    }

    async fn asset_get(
        &self,
        _caller: Self::Caller,
        _request: requests::AssetGetRequest,
    ) -> Result<types::CompanyAssetDetail, Self::Error> {
        Err(hr::Error::not_implemented("asset_get"))
    }

    async fn asset_delete(
        &self,
        _caller: Self::Caller,
        _request: requests::AssetDeleteRequest,
    ) -> Result<types::Removed, Self::Error> {
        Err(hr::Error::not_implemented("asset_delete"))
    }

    async fn asset_assign(
        &self,
        _caller: Self::Caller,
        _request: requests::AssetAssignRequest,
    ) -> Result<types::CompanyAsset, Self::Error> {
        Err(hr::Error::not_implemented("asset_assign"))
    }

    async fn asset_unassign(
        &self,
        _caller: Self::Caller,
        _request: requests::AssetUnassignRequest,
    ) -> Result<types::CompanyAsset, Self::Error> {
        Err(hr::Error::not_implemented("asset_unassign"))
    }
}
