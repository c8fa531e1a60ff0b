//! Attendance: the handlers of its operations.

use okta_hr_server::traits::Attendance;
use okta_hr_server::{requests, types};
use crate::OktaHr;

impl Attendance for OktaHr {
    async fn attendance_list(
        &self,
        _caller: Self::Caller,
        _request: requests::AttendanceListRequest,
    ) -> Result<wire::Paged<types::AttendanceRecord>, Self::Error> {
        Err(hr::Error::not_implemented("attendance_list"))
    }
}
