//! Tag Positions: the vendor's step 3.

use hr::position;
use workbeats_server::requests::*;
use workbeats_server::traits::Positions;
use workbeats_server::types::Position;

use crate::translate;
use crate::{Failure, Principal, Workbeats};

impl Positions for Workbeats {
    async fn position_list(
        &self,
        caller: Principal,
        _request: PositionListRequest,
    ) -> Result<Vec<Position>, Failure> {
        let all = position::all(&self.hr, &caller.who).await?;
        Ok(all.into_iter().map(translate::position).collect())
    }
}
