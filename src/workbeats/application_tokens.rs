//! Application Tokens: the handlers of its operations.

use workbeats_server::traits::ApplicationTokens;
use workbeats_server::{requests, types};
use crate::Workbeats;

impl ApplicationTokens for Workbeats {
    async fn application_token_list(
        &self,
        _caller: Self::Caller,
        _request: requests::ApplicationTokenListRequest,
    ) -> Result<Vec<types::ApplicationToken>, Self::Error> {
        Err(hr::Error::not_implemented("application_token_list"))
    }

    async fn application_token_create(
        &self,
        _caller: Self::Caller,
        _request: requests::ApplicationTokenCreateRequest,
    ) -> Result<types::ApplicationTokenSecret, Self::Error> {
        Err(hr::Error::not_implemented("application_token_create"))
    }

    async fn application_token_get(
        &self,
        _caller: Self::Caller,
        _request: requests::ApplicationTokenGetRequest,
    ) -> Result<types::ApplicationToken, Self::Error> {
        Err(hr::Error::not_implemented("application_token_get"))
    }

    async fn application_token_update(
        &self,
        _caller: Self::Caller,
        _request: requests::ApplicationTokenUpdateRequest,
    ) -> Result<types::ApplicationToken, Self::Error> {
        Err(hr::Error::not_implemented("application_token_update"))
    }

    async fn application_token_delete(
        &self,
        _caller: Self::Caller,
        _request: requests::ApplicationTokenDeleteRequest,
    ) -> Result<(), Self::Error> {
        Err(hr::Error::not_implemented("application_token_delete"))
    }
}
