//! Users: the handlers of its operations.

use workbeats_server::traits::Users;
use workbeats_server::{requests, types};
use crate::Workbeats;

impl Users for Workbeats {
    async fn user_list(
        &self,
        _caller: Self::Caller,
        _request: requests::UserListRequest,
    ) -> Result<Vec<types::User>, Self::Error> {
        Err(hr::Error::not_implemented("user_list"))
    }

    async fn user_get(
        &self,
        _caller: Self::Caller,
        _request: requests::UserGetRequest,
    ) -> Result<types::UserDetail, Self::Error> {
        Err(hr::Error::not_implemented("user_get"))
    }
}
