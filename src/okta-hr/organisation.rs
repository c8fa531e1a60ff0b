//! Tag Organisation: departments and branches.

use hr::{Error, branch, department};
use okta_hr_server::requests::{BranchListRequest, DepartmentListRequest};
use okta_hr_server::traits::Organisation;
use okta_hr_server::types::{Branch, Department};

use crate::translate::people;
use crate::{Caller, OktaHr};

impl Organisation for OktaHr {
    async fn department_list(
        &self,
        caller: Caller,
        _: DepartmentListRequest,
    ) -> Result<Vec<Department>, Error> {
        let found = department::all(&self.hr, &caller.person()?.who).await?;
        Ok(found.into_iter().map(people::department).collect())
    }

    async fn branch_list(
        &self,
        caller: Caller,
        _: BranchListRequest,
    ) -> Result<Vec<Branch>, Error> {
        let found = branch::all(&self.hr, &caller.person()?.who).await?;
        Ok(found.into_iter().map(people::branch).collect())
    }
}
