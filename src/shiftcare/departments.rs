//! Tag Departments: vendor section 9.

use hr::id::DepartmentId;
use hr::{Error, department};
use shiftcare_server::requests::*;
use shiftcare_server::traits::Departments;
use shiftcare_server::types::{Department, DepartmentListItem};
use wire::Paged;

use crate::translate::{departments, page, paged};
use crate::{Principal, ShiftCare};

impl Departments for ShiftCare {
    async fn department_list(
        &self,
        caller: Principal,
        request: DepartmentListRequest,
    ) -> Result<Paged<DepartmentListItem>, Error> {
        let page = page(request.page, request.size);
        let found = department::list(&self.hr, caller.who()?, page).await?;
        Ok(paged(found, departments::listed))
    }

    async fn department_create(
        &self,
        caller: Principal,
        request: DepartmentCreateRequest,
    ) -> Result<Department, Error> {
        let new = departments::new(request.body);
        let made = department::create(&self.hr, caller.who()?, new).await?;
        Ok(departments::shown(made))
    }

    async fn department_get(
        &self,
        caller: Principal,
        request: DepartmentGetRequest,
    ) -> Result<Department, Error> {
        let id = DepartmentId(request.dept_id);
        Ok(departments::shown(department::get(&self.hr, caller.who()?, id).await?))
    }

    async fn department_update(
        &self,
        caller: Principal,
        request: DepartmentUpdateRequest,
    ) -> Result<Department, Error> {
        let id = DepartmentId(request.dept_id);
        let change = departments::change(request.body);
        let changed = department::change(&self.hr, caller.who()?, id, change).await?;
        Ok(departments::shown(changed))
    }

    async fn department_delete(
        &self,
        caller: Principal,
        request: DepartmentDeleteRequest,
    ) -> Result<(), Error> {
        department::delete(&self.hr, caller.who()?, DepartmentId(request.dept_id)).await
    }
}
