//! Positions: the handlers of its operations.

use workbeats_server::traits::Positions;
use workbeats_server::{requests, types};
use crate::Workbeats;

impl Positions for Workbeats {
    async fn position_list(
        &self,
        _caller: Self::Caller,
        _request: requests::PositionListRequest,
    ) -> Result<Vec<types::Position>, Self::Error> {
        Err(hr::Error::not_implemented("position_list"))
    }
}
