//! Tag Employees: the directory.

use hr::employee::Filter;
use hr::id::EmployeeId;
use hr::{Error, department, employee};
use okta_hr_server::requests::{EmployeeGetRequest, EmployeeListRequest};
use okta_hr_server::traits::Employees;
use okta_hr_server::types::Employee;
use wire::Paged;

use crate::translate::{page, paged, people};
use crate::{Caller, OktaHr};

impl Employees for OktaHr {
    async fn employee_list(
        &self,
        caller: Caller,
        request: EmployeeListRequest,
    ) -> Result<Paged<Employee>, Error> {
        let who = &caller.person()?.who;
        let page = page(request.page, request.per_page);
        let filter = people::filter(request.status, request.search);
        let found = employee::list(&self.hr, who, &filter, page).await?;
        let ids = found.items.iter().map(|it| it.id).collect();
        let homes = department::of_employees(&self.hr, who, ids).await?;
        Ok(paged(found, |it| {
            let home = homes.get(&it.id).map(|(home, _)| *home);
            people::employee(it, home)
        }))
    }

    async fn employee_get(
        &self,
        caller: Caller,
        request: EmployeeGetRequest,
    ) -> Result<Employee, Error> {
        let (who, id) = (&caller.person()?.who, EmployeeId(request.id));
        let filter = Filter { ids: Some(vec![id]), ..Filter::default() };
        let found = employee::all(&self.hr, who, &filter).await?.pop();
        let found = found.ok_or(Error::NotFound("employee"))?;
        let homes = department::of_employees(&self.hr, who, vec![id]).await?;
        Ok(people::employee(found, homes.get(&id).map(|(home, _)| *home)))
    }
}
