//! User: the handlers of its operations.

use whosoff_server::traits::User;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl User for Whosoff {
    async fn user_create(
        &self,
        _caller: Self::Caller,
        _request: requests::UserCreateRequest,
    ) -> Result<Vec<types::UserSaved>, Self::Error> {
        Err(hr::Error::not_implemented("user_create"))
    }

    async fn user_retrieve(
        &self,
        _caller: Self::Caller,
        _request: requests::UserRetrieveRequest,
    ) -> Result<Vec<types::UserRow>, Self::Error> {
        Err(hr::Error::not_implemented("user_retrieve"))
    }

    async fn user_retrieve_v41(
        &self,
        _caller: Self::Caller,
        _request: requests::UserRetrieveV41Request,
    ) -> Result<Vec<types::UserRowV41>, Self::Error> {
        Err(hr::Error::not_implemented("user_retrieve_v41"))
    }

    async fn user_get_by_id(
        &self,
        _caller: Self::Caller,
        _request: requests::UserGetByIdRequest,
    ) -> Result<Vec<types::UserProfile>, Self::Error> {
        Err(hr::Error::not_implemented("user_get_by_id"))
    }

    async fn user_get_my_details(
        &self,
        _caller: Self::Caller,
        _request: requests::UserGetMyDetailsRequest,
    ) -> Result<Vec<types::UserProfile>, Self::Error> {
        Err(hr::Error::not_implemented("user_get_my_details"))
    }

    async fn user_update(
        &self,
        _caller: Self::Caller,
        _request: requests::UserUpdateRequest,
    ) -> Result<Vec<types::UserSaved>, Self::Error> {
        Err(hr::Error::not_implemented("user_update"))
    }

    async fn user_del(
        &self,
        _caller: Self::Caller,
        _request: requests::UserDelRequest,
    ) -> Result<Vec<types::RecordIdRow>, Self::Error> {
        Err(hr::Error::not_implemented("user_del"))
    }

    async fn user_unlock(
        &self,
        _caller: Self::Caller,
        _request: requests::UserUnlockRequest,
    ) -> Result<Vec<types::RecordIdRow>, Self::Error> {
        Err(hr::Error::not_implemented("user_unlock"))
    }

    async fn user_get_approvers(
        &self,
        _caller: Self::Caller,
        _request: requests::UserGetApproversRequest,
    ) -> Result<Vec<types::ApproverRow>, Self::Error> {
        Err(hr::Error::not_implemented("user_get_approvers"))
    }

    async fn user_my_staff(
        &self,
        _caller: Self::Caller,
        _request: requests::UserMyStaffRequest,
    ) -> Result<Vec<types::MyStaff>, Self::Error> {
        Err(hr::Error::not_implemented("user_my_staff"))
    }
}
