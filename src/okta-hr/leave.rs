//! Leave: the handlers of its operations.

use okta_hr_server::traits::Leave;
use okta_hr_server::{requests, types};
use crate::OktaHr;

impl Leave for OktaHr {
    async fn leave_request_list(
        &self,
        _caller: Self::Caller,
        _request: requests::LeaveRequestListRequest,
    ) -> Result<wire::Paged<types::LeaveRequest>, Self::Error> {
        Err(hr::Error::not_implemented("leave_request_list"))
    }

    async fn leave_request_act(
        &self,
        _caller: Self::Caller,
        _request: requests::LeaveRequestActRequest,
    ) -> Result<types::LeaveRequest, Self::Error> {
        Err(hr::Error::not_implemented("leave_request_act"))
    }
}
