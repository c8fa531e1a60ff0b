//! Tag Leave Requests: vendor section 5.

use hr::id::LeaveRequestId;
use hr::{Error, leave};
use shiftcare_server::requests::*;
use shiftcare_server::traits::LeaveRequests;
use shiftcare_server::types::LeaveRequest;
use wire::Paged;

use crate::translate::{self, page, paged};
use crate::{Principal, ShiftCare};

impl LeaveRequests for ShiftCare {
    async fn leave_request_list(
        &self,
        caller: Principal,
        request: LeaveRequestListRequest,
    ) -> Result<Paged<LeaveRequest>, Error> {
        let page = page(request.page, request.size);
        let filter = translate::leave::filter(request.status);
        let found = leave::list(&self.hr, caller.who()?, &filter, page).await?;
        Ok(paged(found, translate::leave::shown))
    }

    async fn leave_request_create(
        &self,
        caller: Principal,
        request: LeaveRequestCreateRequest,
    ) -> Result<LeaveRequest, Error> {
        let new = translate::leave::new(request.body);
        let made = leave::create(&self.hr, caller.who()?, new).await?;
        Ok(translate::leave::shown(made))
    }

    async fn leave_request_get(
        &self,
        caller: Principal,
        request: LeaveRequestGetRequest,
    ) -> Result<LeaveRequest, Error> {
        let id = LeaveRequestId(request.leave_id);
        Ok(translate::leave::shown(leave::get(&self.hr, caller.who()?, id).await?))
    }

    async fn leave_request_update(
        &self,
        caller: Principal,
        request: LeaveRequestUpdateRequest,
    ) -> Result<LeaveRequest, Error> {
        let id = LeaveRequestId(request.leave_id);
        let change = translate::leave::change(request.body);
        let changed = leave::change(&self.hr, caller.who()?, id, change).await?;
        Ok(translate::leave::shown(changed))
    }

    async fn leave_request_delete(
        &self,
        caller: Principal,
        request: LeaveRequestDeleteRequest,
    ) -> Result<(), Error> {
        leave::delete(&self.hr, caller.who()?, LeaveRequestId(request.leave_id)).await
    }

    async fn leave_request_approve(
        &self,
        caller: Principal,
        request: LeaveRequestApproveRequest,
    ) -> Result<LeaveRequest, Error> {
        let id = LeaveRequestId(request.leave_id);
        Ok(translate::leave::shown(leave::approve(&self.hr, caller.who()?, id).await?))
    }

    async fn leave_request_reject(
        &self,
        caller: Principal,
        request: LeaveRequestRejectRequest,
    ) -> Result<LeaveRequest, Error> {
        let (id, reason) = (LeaveRequestId(request.leave_id), request.reject_reason);
        Ok(translate::leave::shown(leave::reject(&self.hr, caller.who()?, id, reason).await?))
    }
}
