//! Self-service: the handlers of its operations.

use okta_hr_server::traits::SelfService;
use okta_hr_server::{requests, types};
use crate::OktaHr;

impl SelfService for OktaHr {
    async fn me_get(
        &self,
        _caller: Self::Caller,
        _request: requests::MeGetRequest,
    ) -> Result<types::User, Self::Error> {
        Err(hr::Error::not_implemented("me_get"))
    }

    async fn my_attendance_list(
        &self,
        _caller: Self::Caller,
        _request: requests::MyAttendanceListRequest,
    ) -> Result<Vec<types::AttendanceRecord>, Self::Error> {
        Err(hr::Error::not_implemented("my_attendance_list"))
    }

    async fn attendance_check_in(
        &self,
        _caller: Self::Caller,
        _request: requests::AttendanceCheckInRequest,
    ) -> Result<types::AttendanceRecord, Self::Error> {
        Err(hr::Error::not_implemented("attendance_check_in"))
    }

    async fn attendance_check_out(
        &self,
        _caller: Self::Caller,
        _request: requests::AttendanceCheckOutRequest,
    ) -> Result<types::AttendanceRecord, Self::Error> {
        Err(hr::Error::not_implemented("attendance_check_out"))
    }

    async fn my_leave_list(
        &self,
        _caller: Self::Caller,
        _request: requests::MyLeaveListRequest,
    ) -> Result<wire::Paged<types::LeaveRequest>, Self::Error> {
        Err(hr::Error::not_implemented("my_leave_list"))
    }

    async fn my_leave_create(
        &self,
        _caller: Self::Caller,
        _request: requests::MyLeaveCreateRequest,
    ) -> Result<types::LeaveRequest, Self::Error> {
        Err(hr::Error::not_implemented("my_leave_create"))
    }

    async fn my_leave_balance_list(
        &self,
        _caller: Self::Caller,
        _request: requests::MyLeaveBalanceListRequest,
    ) -> Result<Vec<types::LeaveBalance>, Self::Error> {
        Err(hr::Error::not_implemented("my_leave_balance_list"))
    }

    async fn my_payslip_list(
        &self,
        _caller: Self::Caller,
        _request: requests::MyPayslipListRequest,
    ) -> Result<wire::Paged<types::Payslip>, Self::Error> {
        Err(hr::Error::not_implemented("my_payslip_list"))
    }

    async fn my_notification_list(
        &self,
        _caller: Self::Caller,
        _request: requests::MyNotificationListRequest,
    ) -> Result<wire::Paged<types::Notification>, Self::Error> {
        Err(hr::Error::not_implemented("my_notification_list"))
    }

    async fn my_notification_read(
        &self,
        _caller: Self::Caller,
        _request: requests::MyNotificationReadRequest,
    ) -> Result<types::NotificationsRead, Self::Error> {
        Err(hr::Error::not_implemented("my_notification_read"))
    }
}
