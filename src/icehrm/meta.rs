//! Tag Meta: what there is to choose from, and what this server is made of.

use hr::{Error, country, currency, setting};
use icehrm_server::requests::*;
use icehrm_server::traits::Meta;
use icehrm_server::types;
use wire::Paged;

use crate::translate::{meta, page, paged, slice};
use crate::{Caller, IceHrm};

impl Meta for IceHrm {
    async fn country_list(
        &self,
        _: Caller,
        request: CountryListRequest,
    ) -> Result<Paged<types::Country>, Error> {
        let page = page(request.page, request.limit);
        Ok(paged(slice(country::list("", false), page), meta::country))
    }

    async fn currency_list(
        &self,
        _: Caller,
        request: CurrencyListRequest,
    ) -> Result<Paged<types::Currency>, Error> {
        let page = page(request.page, request.limit);
        Ok(paged(slice(currency::ALL.to_vec(), page), meta::currency))
    }

    async fn mobile_module_list(
        &self,
        caller: Caller,
        _: MobileModuleListRequest,
    ) -> Result<types::MobileModules, Error> {
        Ok(meta::mobile(&setting::list(&self.hr, caller.who()).await?))
    }

    async fn extension_list(
        &self,
        _: Caller,
        _: ExtensionListRequest,
    ) -> Result<Vec<types::Extension>, Error> {
        Ok(meta::extensions(crate::TABLE))
    }
}
