//! Tag Positions: vendor section 6.

use hr::id::PositionId;
use hr::{Error, position};
use shiftcare_server::requests::*;
use shiftcare_server::traits::Positions;
use shiftcare_server::types::Position;
use wire::Paged;

use crate::translate::{page, paged, positions};
use crate::{Principal, ShiftCare};

impl Positions for ShiftCare {
    async fn position_list(
        &self,
        caller: Principal,
        request: PositionListRequest,
    ) -> Result<Paged<Position>, Error> {
        let page = page(request.page, request.size);
        let found = position::list(&self.hr, caller.who()?, page).await?;
        Ok(paged(found, positions::shown))
    }

    async fn position_create(
        &self,
        caller: Principal,
        request: PositionCreateRequest,
    ) -> Result<Position, Error> {
        let new = positions::new(request.body);
        let made = position::create(&self.hr, caller.who()?, new).await?;
        Ok(positions::shown(made))
    }

    async fn position_get(
        &self,
        caller: Principal,
        request: PositionGetRequest,
    ) -> Result<Position, Error> {
        let id = PositionId(request.position_id);
        Ok(positions::shown(position::get(&self.hr, caller.who()?, id).await?))
    }

    async fn position_update(
        &self,
        caller: Principal,
        request: PositionUpdateRequest,
    ) -> Result<Position, Error> {
        let id = PositionId(request.position_id);
        let change = positions::change(request.body);
        let changed = position::change(&self.hr, caller.who()?, id, change).await?;
        Ok(positions::shown(changed))
    }

    async fn position_delete(
        &self,
        caller: Principal,
        request: PositionDeleteRequest,
    ) -> Result<(), Error> {
        position::delete(&self.hr, caller.who()?, PositionId(request.position_id)).await
    }
}
