//! User Allowance: the handlers of its operations.

use whosoff_server::traits::UserAllowance;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl UserAllowance for Whosoff {
    async fn user_allowance_create(
        &self,
        _caller: Self::Caller,
        _request: requests::UserAllowanceCreateRequest,
    ) -> Result<Vec<types::UserAllowanceSaved>, Self::Error> {
        Err(hr::Error::not_implemented("user_allowance_create"))
    }
}
