//! Tag Contracts: vendor section 13.

use hr::id::ContractId;
use hr::{Error, contract};
use shiftcare_server::requests::*;
use shiftcare_server::traits::Contracts;
use shiftcare_server::types::Contract;
use wire::Paged;

use crate::translate::{contracts, page, paged};
use crate::{Principal, ShiftCare};

impl Contracts for ShiftCare {
    async fn contract_list(
        &self,
        caller: Principal,
        request: ContractListRequest,
    ) -> Result<Paged<Contract>, Error> {
        let page = page(request.page, request.size);
        let found = contract::list(&self.hr, caller.who()?, page).await?;
        Ok(paged(found, contracts::shown))
    }

    async fn contract_create(
        &self,
        caller: Principal,
        request: ContractCreateRequest,
    ) -> Result<Contract, Error> {
        let new = contracts::new(request.body);
        let made = contract::create(&self.hr, caller.who()?, new).await?;
        Ok(contracts::shown(made))
    }

    async fn contract_get(
        &self,
        caller: Principal,
        request: ContractGetRequest,
    ) -> Result<Contract, Error> {
        let id = ContractId(request.id);
        Ok(contracts::shown(contract::get(&self.hr, caller.who()?, id).await?))
    }

    async fn contract_update(
        &self,
        caller: Principal,
        request: ContractUpdateRequest,
    ) -> Result<Contract, Error> {
        let id = ContractId(request.id);
        let change = contracts::change(request.body);
        let changed = contract::change(&self.hr, caller.who()?, id, change).await?;
        Ok(contracts::shown(changed))
    }

    async fn contract_delete(
        &self,
        caller: Principal,
        request: ContractDeleteRequest,
    ) -> Result<(), Error> {
        contract::delete(&self.hr, caller.who()?, ContractId(request.id)).await
    }

    async fn contract_list_expired(
        &self,
        caller: Principal,
        request: ContractListExpiredRequest,
    ) -> Result<Paged<Contract>, Error> {
        let page = page(request.page, request.size);
        let found = contract::list_expired(&self.hr, caller.who()?, page).await?;
        Ok(paged(found, contracts::shown))
    }

    async fn contract_renew(
        &self,
        caller: Principal,
        request: ContractRenewRequest,
    ) -> Result<Contract, Error> {
        let (id, renewal) = (ContractId(request.id), contracts::renewal(request.body));
        Ok(contracts::shown(contract::renew(&self.hr, caller.who()?, id, renewal).await?))
    }
}
