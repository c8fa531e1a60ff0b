//! Tag Employees: vendor section 3.

use hr::employee::Resignation;
use hr::id::EmployeeId;
use hr::{Error, employee};
use shiftcare_server::requests::*;
use shiftcare_server::traits::Employees;
use shiftcare_server::types::{Employee, EmployeeListItem};
use wire::Paged;

use crate::translate::{employees, page, paged};
use crate::{Principal, ShiftCare};

impl Employees for ShiftCare {
    async fn employee_list(
        &self,
        caller: Principal,
        request: EmployeeListRequest,
    ) -> Result<Paged<EmployeeListItem>, Error> {
        let (page, filter) = (page(request.page, request.size), employees::filter(request.status));
        let found = employee::list(&self.hr, caller.who()?, &filter, page).await?;
        Ok(paged(found, employees::listed))
    }

    async fn employee_create(
        &self,
        caller: Principal,
        request: EmployeeCreateRequest,
    ) -> Result<Employee, Error> {
        let new = employees::new(request.body);
        let made = employee::create(&self.hr, caller.who()?, new).await?;
        Ok(employees::shown(made))
    }

    async fn employee_get(
        &self,
        caller: Principal,
        request: EmployeeGetRequest,
    ) -> Result<Employee, Error> {
        let id = EmployeeId(request.employee_id);
        Ok(employees::shown(employee::get(&self.hr, caller.who()?, id).await?))
    }

    async fn employee_update(
        &self,
        caller: Principal,
        request: EmployeeUpdateRequest,
    ) -> Result<Employee, Error> {
        let id = EmployeeId(request.employee_id);
        let change = employees::change(request.body);
        let changed = employee::change(&self.hr, caller.who()?, id, change).await?;
        Ok(employees::shown(changed))
    }

    async fn employee_delete(
        &self,
        caller: Principal,
        request: EmployeeDeleteRequest,
    ) -> Result<(), Error> {
        employee::delete(&self.hr, caller.who()?, EmployeeId(request.employee_id)).await
    }

    async fn employee_offboard(
        &self,
        caller: Principal,
        request: EmployeeOffboardRequest,
    ) -> Result<Employee, Error> {
        let how = Resignation { on: request.resignation_date, reason: request.reason };
        let id = EmployeeId(request.employee_id);
        Ok(employees::shown(employee::offboard(&self.hr, caller.who()?, id, how).await?))
    }

    async fn employee_restore(
        &self,
        caller: Principal,
        request: EmployeeRestoreRequest,
    ) -> Result<Employee, Error> {
        let id = EmployeeId(request.employee_id);
        Ok(employees::shown(employee::restore(&self.hr, caller.who()?, id).await?))
    }
}
