//! Tag Internal: reads of the suite's other services, across companies.

use hr::access::company;
use hr::employee::Filter;
use hr::id::CompanyId;
use hr::{Error, Who, department, employee};
use okta_hr_server::requests::{
    InternalCompanyListRequest, InternalDepartmentListRequest, InternalEmployeeListRequest,
};
use okta_hr_server::traits::Internal;
use okta_hr_server::types::{Company, Department, Employee};

use crate::translate::people;
use crate::{Caller, OktaHr};

impl Internal for OktaHr {
    async fn internal_company_list(
        &self,
        _: Caller,
        _: InternalCompanyListRequest,
    ) -> Result<Vec<Company>, Error> {
        Ok(company::list(&self.hr).await?.into_iter().map(people::company).collect())
    }

    async fn internal_employee_list(
        &self,
        caller: Caller,
        request: InternalEmployeeListRequest,
    ) -> Result<Vec<Employee>, Error> {
        let who = self.inside(&caller, request.company_id).await?;
        let homes = people::homes(&department::all(&self.hr, &who).await?);
        let found = employee::all(&self.hr, &who, &Filter::default()).await?;
        let shown = found.into_iter().map(|it| {
            let home = homes.get(&it.id).copied();
            people::employee(it, home)
        });
        Ok(shown.collect())
    }

    async fn internal_department_list(
        &self,
        caller: Caller,
        request: InternalDepartmentListRequest,
    ) -> Result<Vec<Department>, Error> {
        let who = self.inside(&caller, request.company_id).await?;
        let found = department::all(&self.hr, &who).await?;
        Ok(found.into_iter().map(people::department).collect())
    }
}

impl OktaHr {
    /// The service in a company, which must exist.
    async fn inside(&self, caller: &Caller, company: i64) -> Result<Who, Error> {
        caller.service_in(company::by_id(&self.hr, CompanyId(company)).await?.id)
    }
}
