//! Tag Leave: requests of others, and their approval.

use hr::id::LeaveRequestId;
use hr::{Error, leave};
use okta_hr_server::requests::{LeaveRequestActRequest, LeaveRequestListRequest};
use okta_hr_server::traits::Leave;
use okta_hr_server::types::LeaveRequest;
use wire::Paged;

use crate::translate::{self, page, paged};
use crate::{Caller, OktaHr};

impl Leave for OktaHr {
    async fn leave_request_list(
        &self,
        caller: Caller,
        request: LeaveRequestListRequest,
    ) -> Result<Paged<LeaveRequest>, Error> {
        let person = caller.person()?;
        let seen = person.reports(&self.hr).await?;
        let filter = translate::leave::filter(request.status, seen);
        let page = page(request.page, request.per_page);
        let found = leave::list(&self.hr, &person.who, &filter, page).await?;
        Ok(paged(found, translate::leave::shown))
    }

    async fn leave_request_act(
        &self,
        caller: Caller,
        request: LeaveRequestActRequest,
    ) -> Result<LeaveRequest, Error> {
        let (who, sent) = (&caller.person()?.who, request.body);
        let id = LeaveRequestId(request.leave_request_id);
        let decision = translate::leave::decision(sent.decision);
        let decided = leave::act(&self.hr, who, id, decision, sent.notes).await?;
        Ok(translate::leave::shown(decided))
    }
}
