//! Tag Contract Templates: vendor section 14.

use hr::id::ContractTemplateId;
use hr::{Error, contract_template};
use shiftcare_server::requests::*;
use shiftcare_server::traits::ContractTemplates;
use shiftcare_server::types::ContractTemplate;
use wire::Paged;

use crate::translate::{contracts, page, paged};
use crate::{Principal, ShiftCare};

impl ContractTemplates for ShiftCare {
    async fn contract_template_list(
        &self,
        caller: Principal,
        request: ContractTemplateListRequest,
    ) -> Result<Paged<ContractTemplate>, Error> {
        let page = page(request.page, request.size);
        let found = contract_template::list(&self.hr, caller.who()?, page).await?;
        Ok(paged(found, contracts::template))
    }

    async fn contract_template_create(
        &self,
        caller: Principal,
        request: ContractTemplateCreateRequest,
    ) -> Result<ContractTemplate, Error> {
        let new = contracts::new_template(request.body);
        let made = contract_template::create(&self.hr, caller.who()?, new).await?;
        Ok(contracts::template(made))
    }

    async fn contract_template_get(
        &self,
        caller: Principal,
        request: ContractTemplateGetRequest,
    ) -> Result<ContractTemplate, Error> {
        let id = ContractTemplateId(request.template_id);
        Ok(contracts::template(contract_template::get(&self.hr, caller.who()?, id).await?))
    }

    async fn contract_template_update(
        &self,
        caller: Principal,
        request: ContractTemplateUpdateRequest,
    ) -> Result<ContractTemplate, Error> {
        let id = ContractTemplateId(request.template_id);
        let change = contracts::template_change(request.body);
        let changed = contract_template::change(&self.hr, caller.who()?, id, change).await?;
        Ok(contracts::template(changed))
    }

    async fn contract_template_delete(
        &self,
        caller: Principal,
        request: ContractTemplateDeleteRequest,
    ) -> Result<(), Error> {
        contract_template::delete(&self.hr, caller.who()?, ContractTemplateId(request.template_id))
            .await
    }
}
