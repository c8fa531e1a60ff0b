//! Tag Departments: the vendor's step 3.

use hr::department;
use workbeats_server::requests::*;
use workbeats_server::traits::Departments;
use workbeats_server::types::Department;

use crate::translate;
use crate::{Failure, Principal, Workbeats};

impl Departments for Workbeats {
    async fn department_list(
        &self,
        caller: Principal,
        _request: DepartmentListRequest,
    ) -> Result<Vec<Department>, Failure> {
        let all = department::names(&self.hr, &caller.who).await?;
        Ok(all.into_iter().map(|(id, name)| translate::department(id, name)).collect())
    }
}
