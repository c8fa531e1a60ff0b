//! Departments: the handlers of its operations.

use workbeats_server::traits::Departments;
use workbeats_server::{requests, types};
use crate::Workbeats;

impl Departments for Workbeats {
    async fn department_list(
        &self,
        _caller: Self::Caller,
        _request: requests::DepartmentListRequest,
    ) -> Result<Vec<types::Department>, Self::Error> {
        Err(hr::Error::not_implemented("department_list"))
    }
}
