//! Tag Assets: things, and who holds them.

use hr::Error;
use hr::asset::{self, Filter};
use okta_hr_server::requests::AssetListRequest;
use okta_hr_server::traits::Assets;
use okta_hr_server::types::Asset;
use wire::Paged;

use crate::translate::{page, paged, things};
use crate::{Caller, OktaHr};

impl Assets for OktaHr {
    async fn asset_list(
        &self,
        caller: Caller,
        request: AssetListRequest,
    ) -> Result<Paged<Asset>, Error> {
        let page = page(request.page, request.per_page);
        let who = &caller.person()?.who;
        let found = asset::list(&self.hr, who, &Filter::default(), page).await?;
        Ok(paged(found, things::asset))
    }
}
