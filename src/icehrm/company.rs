//! Tag Company: the parts of the company, who heads them, and all of it at a glance.

use hr::id::DepartmentId;
use hr::{Error, department, overview};
use icehrm_server::requests::*;
use icehrm_server::traits::Company;
use icehrm_server::types;
use wire::Paged;

use crate::translate::{changed, company, page, paged, removed};
use crate::{Caller, IceHrm};

impl Company for IceHrm {
    async fn structure_list(
        &self,
        caller: Caller,
        request: StructureListRequest,
    ) -> Result<Paged<types::Structure>, Error> {
        let page = page(request.page, request.limit);
        let filter = company::filter(request);
        let found = department::structures(&self.hr, caller.who(), &filter, page).await?;
        Ok(paged(found, company::listed))
    }

    async fn structure_save(
        &self,
        caller: Caller,
        request: StructureSaveRequest,
    ) -> Result<types::Structure, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        Ok(company::listed(match sent.id.map(DepartmentId) {
            None => department::create(hr, who, company::new(sent, caller.employee())).await?,
            Some(id) => changed(department::change(hr, who, id, company::change(sent)).await)?,
        }))
    }

    async fn structure_delete(
        &self,
        caller: Caller,
        request: StructureDeleteRequest,
    ) -> Result<types::Removed, Error> {
        let id = request.structure_id;
        department::delete(&self.hr, caller.who(), DepartmentId(id)).await?;
        Ok(removed(id))
    }

    async fn structure_details(
        &self,
        caller: Caller,
        request: StructureDetailsRequest,
    ) -> Result<types::StructureDetails, Error> {
        let id = DepartmentId(request.structure_id);
        Ok(company::details(department::details(&self.hr, caller.who(), id).await?))
    }

    async fn company_hierarchy(
        &self,
        caller: Caller,
        _: CompanyHierarchyRequest,
    ) -> Result<Vec<types::HierarchyNode>, Error> {
        let found = department::tree(&self.hr, caller.who()).await?;
        Ok(found.into_iter().map(company::node).collect())
    }

    async fn company_overview(
        &self,
        caller: Caller,
        _: CompanyOverviewRequest,
    ) -> Result<types::Overview, Error> {
        let found = overview::overview(&self.hr, caller.who(), caller.viewer()).await?;
        Ok(company::overview(found))
    }
}
