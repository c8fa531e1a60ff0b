//! Tag Leave Records: ours, read only.

use hr::id::LeaveRequestId;
use hr::leave;
use workbeats_server::requests::*;
use workbeats_server::traits::LeaveRecords;
use workbeats_server::types::LeaveRecord;

use crate::translate::ids;
use crate::translate::leave as translate;
use crate::{Failure, Principal, Workbeats};

impl LeaveRecords for Workbeats {
    async fn leave_record_list(
        &self,
        caller: Principal,
        request: LeaveRecordListRequest,
    ) -> Result<Vec<LeaveRecord>, Failure> {
        let filter = translate::filter(request);
        let all = leave::all(&self.hr, &caller.who, &filter).await?;
        Ok(all.into_iter().map(translate::shown).collect())
    }

    async fn leave_record_get(
        &self,
        caller: Principal,
        request: LeaveRecordGetRequest,
    ) -> Result<LeaveRecord, Failure> {
        let id = ids::read("leave", &request.leave_record_id);
        let id = id.ok_or(Failure::missing("leave record"))?;
        Ok(translate::shown(leave::get(&self.hr, &caller.who, LeaveRequestId(id)).await?))
    }
}
