//! Assets: the handlers of its operations.

use okta_hr_server::traits::Assets;
use okta_hr_server::{requests, types};
use crate::OktaHr;

impl Assets for OktaHr {
    async fn asset_list(
        &self,
        _caller: Self::Caller,
        _request: requests::AssetListRequest,
    ) -> Result<wire::Paged<types::Asset>, Self::Error> {
        Err(hr::Error::not_implemented("asset_list"))
    }
}
