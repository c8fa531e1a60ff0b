//! Leave Records: the handlers of its operations.

use workbeats_server::traits::LeaveRecords;
use workbeats_server::{requests, types};
use crate::Workbeats;

impl LeaveRecords for Workbeats {
    async fn leave_record_list(
        &self,
        _caller: Self::Caller,
        _request: requests::LeaveRecordListRequest,
    ) -> Result<Vec<types::LeaveRecord>, Self::Error> {
        Err(hr::Error::not_implemented("leave_record_list"))
    }

    async fn leave_record_get(
        &self,
        _caller: Self::Caller,
        _request: requests::LeaveRecordGetRequest,
    ) -> Result<types::LeaveRecord, Self::Error> {
        Err(hr::Error::not_implemented("leave_record_get"))
    }
}
