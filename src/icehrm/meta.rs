//! Meta: the handlers of its operations.

use crate::IceHrm;
use icehrm_server::traits::Meta;
use icehrm_server::{requests, types};

impl Meta for IceHrm {
    async fn country_list(
        &self,
        _caller: Self::Caller,
        _request: requests::CountryListRequest,
    ) -> Result<wire::Paged<types::Country>, Self::Error> {
        Err(hr::Error::not_implemented("country_list"))
    }

    async fn currency_list(
        &self,
        _caller: Self::Caller,
        _request: requests::CurrencyListRequest,
    ) -> Result<wire::Paged<types::Currency>, Self::Error> {
        Err(hr::Error::not_implemented("currency_list"))
    }

    async fn mobile_module_list(
        &self,
        _caller: Self::Caller,
        _request: requests::MobileModuleListRequest,
    ) -> Result<types::MobileModules, Self::Error> {
        Err(hr::Error::not_implemented("mobile_module_list"))
    }

    async fn extension_list(
        &self,
        _caller: Self::Caller,
        _request: requests::ExtensionListRequest,
    ) -> Result<Vec<types::Extension>, Self::Error> {
        Err(hr::Error::not_implemented("extension_list"))
    }
}
