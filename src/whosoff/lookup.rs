//! Lookup: the handlers of its operations.

use whosoff_server::traits::Lookup;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl Lookup for Whosoff {
    async fn lookup_country(
        &self,
        _caller: Self::Caller,
        _request: requests::LookupCountryRequest,
    ) -> Result<Vec<types::CountryRow>, Self::Error> {
        Err(hr::Error::not_implemented("lookup_country"))
    }

    async fn lookup_values(
        &self,
        _caller: Self::Caller,
        _request: requests::LookupValuesRequest,
    ) -> Result<Vec<types::LookupRow>, Self::Error> {
        Err(hr::Error::not_implemented("lookup_values"))
    }
}
