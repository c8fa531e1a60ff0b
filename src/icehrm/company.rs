//! Company: the handlers of its operations.

use crate::IceHrm;
use icehrm_server::traits::Company;
use icehrm_server::{requests, types};

impl Company for IceHrm {
    async fn structure_list(
        &self,
        _caller: Self::Caller,
        _request: requests::StructureListRequest,
    ) -> Result<wire::Paged<types::Structure>, Self::Error> {
        Err(hr::Error::not_implemented("structure_list"))
    }

    async fn structure_save(
        &self,
        _caller: Self::Caller,
        _request: requests::StructureSaveRequest,
    ) -> Result<types::Structure, Self::Error> {
        Err(hr::Error::not_implemented("structure_save"))
    }

    async fn structure_delete(
        &self,
        _caller: Self::Caller,
        _request: requests::StructureDeleteRequest,
    ) -> Result<types::Removed, Self::Error> {
        Err(hr::Error::not_implemented("structure_delete"))
    }

    async fn structure_details(
        &self,
        _caller: Self::Caller,
        _request: requests::StructureDetailsRequest,
    ) -> Result<types::StructureDetails, Self::Error> {
        Err(hr::Error::not_implemented("structure_details"))
    }

    async fn company_hierarchy(
        &self,
        _caller: Self::Caller,
        _request: requests::CompanyHierarchyRequest,
    ) -> Result<Vec<types::HierarchyNode>, Self::Error> {
        Err(hr::Error::not_implemented("company_hierarchy"))
    }

    async fn company_overview(
        &self,
        _caller: Self::Caller,
        _request: requests::CompanyOverviewRequest,
    ) -> Result<types::Overview, Self::Error> {
        Err(hr::Error::not_implemented("company_overview"))
    }
}
