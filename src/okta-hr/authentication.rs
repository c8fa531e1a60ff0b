//! Authentication: the handlers of its operations.

use okta_hr_server::traits::Authentication;
use okta_hr_server::{requests, types};
use crate::OktaHr;

impl Authentication for OktaHr {
    async fn token_issue(
        &self,
        _visitor: wire::Visitor,
        _request: requests::TokenIssueRequest,
    ) -> Result<types::AccessToken, Self::Error> {
        Err(hr::Error::not_implemented("token_issue"))
    }

    async fn token_revoke(
        &self,
        _caller: Self::Caller,
        _request: requests::TokenRevokeRequest,
    ) -> Result<(), Self::Error> {
        Err(hr::Error::not_implemented("token_revoke"))
    }
}
