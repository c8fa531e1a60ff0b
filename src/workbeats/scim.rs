//! SCIM: the handlers of its operations.

use workbeats_server::traits::Scim;
use workbeats_server::{requests, types};
use crate::Workbeats;

impl Scim for Workbeats {
    async fn scim_config_get(
        &self,
        _caller: Self::Caller,
        _request: requests::ScimConfigGetRequest,
    ) -> Result<types::ScimServiceProviderConfig, Self::Error> {
        Err(hr::Error::not_implemented("scim_config_get"))
    }

    async fn scim_resource_type_list(
        &self,
        _caller: Self::Caller,
        _request: requests::ScimResourceTypeListRequest,
    ) -> Result<types::ScimResourceTypeList, Self::Error> {
        Err(hr::Error::not_implemented("scim_resource_type_list"))
    }

    async fn scim_resource_type_get(
        &self,
        _caller: Self::Caller,
        _request: requests::ScimResourceTypeGetRequest,
    ) -> Result<types::ScimResourceType, Self::Error> {
        Err(hr::Error::not_implemented("scim_resource_type_get"))
    }

    async fn scim_schema_list(
        &self,
        _caller: Self::Caller,
        _request: requests::ScimSchemaListRequest,
    ) -> Result<types::ScimSchemaList, Self::Error> {
        Err(hr::Error::not_implemented("scim_schema_list"))
    }

    async fn scim_schema_get(
        &self,
        _caller: Self::Caller,
        _request: requests::ScimSchemaGetRequest,
    ) -> Result<types::ScimSchema, Self::Error> {
        Err(hr::Error::not_implemented("scim_schema_get"))
    }

    async fn scim_user_list(
        &self,
        _caller: Self::Caller,
        _request: requests::ScimUserListRequest,
    ) -> Result<types::ScimUserList, Self::Error> {
        Err(hr::Error::not_implemented("scim_user_list"))
    }

    async fn scim_user_create(
        &self,
        _caller: Self::Caller,
        _request: requests::ScimUserCreateRequest,
    ) -> Result<types::ScimUser, Self::Error> {
        Err(hr::Error::not_implemented("scim_user_create"))
    }

    async fn scim_user_get(
        &self,
        _caller: Self::Caller,
        _request: requests::ScimUserGetRequest,
    ) -> Result<types::ScimUser, Self::Error> {
        Err(hr::Error::not_implemented("scim_user_get"))
    }

    async fn scim_user_replace(
        &self,
        _caller: Self::Caller,
        _request: requests::ScimUserReplaceRequest,
    ) -> Result<types::ScimUser, Self::Error> {
        Err(hr::Error::not_implemented("scim_user_replace"))
    }

    async fn scim_user_patch(
        &self,
        _caller: Self::Caller,
        _request: requests::ScimUserPatchRequest,
    ) -> Result<types::ScimUser, Self::Error> {
        Err(hr::Error::not_implemented("scim_user_patch"))
    }

    async fn scim_user_delete(
        &self,
        _caller: Self::Caller,
        _request: requests::ScimUserDeleteRequest,
    ) -> Result<(), Self::Error> {
        Err(hr::Error::not_implemented("scim_user_delete"))
    }
}
