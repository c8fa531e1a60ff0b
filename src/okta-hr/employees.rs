//! Employees: the handlers of its operations.

use okta_hr_server::traits::Employees;
use okta_hr_server::{requests, types};
use crate::OktaHr;

impl Employees for OktaHr {
    async fn employee_list(
        &self,
        _caller: Self::Caller,
        _request: requests::EmployeeListRequest,
    ) -> Result<wire::Paged<types::Employee>, Self::Error> {
        Err(hr::Error::not_implemented("employee_list"))
    }

    async fn employee_get(
        &self,
        _caller: Self::Caller,
        _request: requests::EmployeeGetRequest,
    ) -> Result<types::Employee, Self::Error> {
        Err(hr::Error::not_implemented("employee_get"))
    }
}
