//! User Restriction: the handlers of its operations.

use whosoff_server::traits::UserRestriction;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl UserRestriction for Whosoff {
    async fn user_restriction_create(
        &self,
        _caller: Self::Caller,
        _request: requests::UserRestrictionCreateRequest,
    ) -> Result<Vec<types::UserRestrictionSaved>, Self::Error> {
        Err(hr::Error::not_implemented("user_restriction_create"))
    }

    async fn user_restriction_retrieve_by_user_id(
        &self,
        _caller: Self::Caller,
        _request: requests::UserRestrictionRetrieveByUserIdRequest,
    ) -> Result<Vec<types::UserRestrictionRow>, Self::Error> {
        Err(hr::Error::not_implemented("user_restriction_retrieve_by_user_id"))
    }

    async fn user_restriction_del(
        &self,
        _caller: Self::Caller,
        _request: requests::UserRestrictionDelRequest,
    ) -> Result<Vec<types::RecordIdRow>, Self::Error> {
        Err(hr::Error::not_implemented("user_restriction_del"))
    }
}
