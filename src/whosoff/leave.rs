//! Leave: the handlers of its operations.

use whosoff_server::traits::Leave;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl Leave for Whosoff {
    async fn leave_get_by_id(
        &self,
        _caller: Self::Caller,
        _request: requests::LeaveGetByIdRequest,
    ) -> Result<Vec<types::LeaveRow>, Self::Error> {
        Err(hr::Error::not_implemented("leave_get_by_id"))
    }

    async fn leave_get(
        &self,
        _caller: Self::Caller,
        _request: requests::LeaveGetRequest,
    ) -> Result<Vec<types::LeaveRow>, Self::Error> {
        Err(hr::Error::not_implemented("leave_get"))
    }

    async fn leave_validate(
        &self,
        _caller: Self::Caller,
        _request: requests::LeaveValidateRequest,
    ) -> Result<Vec<types::LeaveValidated>, Self::Error> {
        Err(hr::Error::not_implemented("leave_validate"))
    }

    async fn leave_submit(
        &self,
        _caller: Self::Caller,
        _request: requests::LeaveSubmitRequest,
    ) -> Result<Vec<types::LeaveSubmitted>, Self::Error> {
        Err(hr::Error::not_implemented("leave_submit"))
    }
}
