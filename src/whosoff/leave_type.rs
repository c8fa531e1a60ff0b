//! Leave Type: the handlers of its operations.

use whosoff_server::traits::LeaveType;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl LeaveType for Whosoff {
    async fn leave_type_create(
        &self,
        _caller: Self::Caller,
        _request: requests::LeaveTypeCreateRequest,
    ) -> Result<Vec<types::LeaveTypeSaved>, Self::Error> {
        Err(hr::Error::not_implemented("leave_type_create"))
    }

    async fn leave_type_retrieve(
        &self,
        _caller: Self::Caller,
        _request: requests::LeaveTypeRetrieveRequest,
    ) -> Result<Vec<types::LeaveTypeRow>, Self::Error> {
        Err(hr::Error::not_implemented("leave_type_retrieve"))
    }
}
