//! Organisation: the handlers of its operations.

use okta_hr_server::traits::Organisation;
use okta_hr_server::{requests, types};
use crate::OktaHr;

impl Organisation for OktaHr {
    async fn department_list(
        &self,
        _caller: Self::Caller,
        _request: requests::DepartmentListRequest,
    ) -> Result<Vec<types::Department>, Self::Error> {
        Err(hr::Error::not_implemented("department_list"))
    }

    async fn branch_list(
        &self,
        _caller: Self::Caller,
        _request: requests::BranchListRequest,
    ) -> Result<Vec<types::Branch>, Self::Error> {
        Err(hr::Error::not_implemented("branch_list"))
    }
}
