//! Internal: the handlers of its operations.

use okta_hr_server::traits::Internal;
use okta_hr_server::{requests, types};
use crate::OktaHr;

impl Internal for OktaHr {
    async fn internal_company_list(
        &self,
        _caller: Self::Caller,
        _request: requests::InternalCompanyListRequest,
    ) -> Result<Vec<types::Company>, Self::Error> {
        Err(hr::Error::not_implemented("internal_company_list"))
    }

    async fn internal_employee_list(
        &self,
        _caller: Self::Caller,
        _request: requests::InternalEmployeeListRequest,
    ) -> Result<Vec<types::Employee>, Self::Error> {
        Err(hr::Error::not_implemented("internal_employee_list"))
    }

    async fn internal_department_list(
        &self,
        _caller: Self::Caller,
        _request: requests::InternalDepartmentListRequest,
    ) -> Result<Vec<types::Department>, Self::Error> {
        Err(hr::Error::not_implemented("internal_department_list"))
    }
}
