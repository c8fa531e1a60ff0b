//! Tag Leave: requests day by day, their approval, types, periods and what is left.

use hr::approval::Decision;
use hr::id::{EmployeeId, LeavePeriodId, LeaveRequestId};
use hr::leave::{self, LeaveRequest};
use hr::{Error, balance, leave_period, leave_type};
use icehrm_server::requests::*;
use icehrm_server::traits::Leave;
use icehrm_server::types;
use wire::Paged;

use crate::translate::{leave as translate, page, paged, slice};
use crate::{Caller, IceHrm};

impl Leave for IceHrm {
    async fn leave_list(
        &self,
        caller: Caller,
        request: LeaveListRequest,
    ) -> Result<Paged<types::LeaveItem>, Error> {
        let page = page(request.page, request.limit);
        let filter = translate::filter(request);
        let found = leave::list_seen(&self.hr, caller.who(), caller.viewer(), filter, page).await?;
        Ok(paged(found, translate::item))
    }

    async fn leave_apply(
        &self,
        caller: Caller,
        request: LeaveApplyRequest,
    ) -> Result<types::Leave, Error> {
        let asked = translate::application(request.body, caller.employee())?;
        let made = leave::apply(&self.hr, caller.who(), caller.viewer(), asked).await?;
        self.leave_shown(&caller, made).await
    }

    async fn leave_type_list(
        &self,
        caller: Caller,
        request: LeaveTypeListRequest,
    ) -> Result<Paged<types::LeaveType>, Error> {
        let mut all = leave_type::all(&self.hr, caller.who()).await?;
        all.retain(|it| it.active);
        Ok(paged(slice(all, page(request.page, request.limit)), translate::leave_type))
    }

    async fn leave_period_list(
        &self,
        caller: Caller,
        request: LeavePeriodListRequest,
    ) -> Result<Paged<types::LeavePeriod>, Error> {
        let mut all = leave_period::all(&self.hr, caller.who()).await?;
        let status = request.status;
        all.retain(|it| status.is_none_or(|it_is| it_is == translate::period_status(it.active)));
        Ok(paged(slice(all, page(request.page, request.limit)), translate::leave_period))
    }

    async fn leave_entitlement_list(
        &self,
        caller: Caller,
        request: LeaveEntitlementListRequest,
    ) -> Result<Vec<types::LeaveEntitlement>, Error> {
        let employee = request.employee.map_or(caller.employee(), EmployeeId);
        let period = request.leave_period.map(LeavePeriodId);
        let (who, viewer) = (caller.who(), caller.viewer());
        let found = balance::entitlement(&self.hr, who, viewer, employee, period).await;
        match found {
            Ok(found) => Ok(found.into_iter().map(translate::entitlement).collect()),
            // Whom or what the company does not have, nobody is entitled to.
            Err(Error::NotFound(_)) => Ok(Vec::new()),
            Err(other) => Err(other),
        }
    }

    async fn leave_approval_list(
        &self,
        caller: Caller,
        request: LeaveApprovalListRequest,
    ) -> Result<Paged<types::LeaveItem>, Error> {
        let page = page(request.page, request.limit);
        let found = leave::waiting(&self.hr, caller.who(), caller.viewer(), page).await?;
        Ok(paged(found, translate::item))
    }

    async fn leave_get(
        &self,
        caller: Caller,
        request: LeaveGetRequest,
    ) -> Result<types::LeaveDetail, Error> {
        let id = LeaveRequestId(request.id);
        let found = leave::read(&self.hr, caller.who(), caller.viewer(), id).await?;
        let periods = leave_period::all(&self.hr, caller.who()).await?;
        Ok(translate::detail(found, &periods))
    }

    async fn leave_approve(
        &self,
        caller: Caller,
        request: LeaveApproveRequest,
    ) -> Result<types::Leave, Error> {
        self.leave_decided(&caller, request.id, Decision::Approved, request.body).await
    }

    async fn leave_reject(
        &self,
        caller: Caller,
        request: LeaveRejectRequest,
    ) -> Result<types::Leave, Error> {
        self.leave_decided(&caller, request.id, Decision::Rejected, request.body).await
    }

    async fn leave_cancel(
        &self,
        caller: Caller,
        request: LeaveCancelRequest,
    ) -> Result<types::Leave, Error> {
        let (id, note) = (LeaveRequestId(request.id), reason(request.body));
        let it = leave::withdraw(&self.hr, caller.who(), caller.viewer(), id, note).await?;
        self.leave_shown(&caller, it).await
    }
}

impl IceHrm {
    async fn leave_decided(
        &self,
        caller: &Caller,
        id: i64,
        decision: Decision,
        body: Option<types::Reason>,
    ) -> Result<types::Leave, Error> {
        let (id, note) = (LeaveRequestId(id), reason(body));
        let (who, viewer) = (caller.who(), caller.viewer());
        let it = leave::decide(&self.hr, who, viewer, id, decision, note).await?;
        self.leave_shown(caller, it).await
    }

    async fn leave_shown(&self, caller: &Caller, it: LeaveRequest) -> Result<types::Leave, Error> {
        let periods = leave_period::all(&self.hr, caller.who()).await?;
        Ok(translate::shown(it, &periods))
    }
}

/// Why something is decided so, where it is said.
pub fn reason(body: Option<types::Reason>) -> Option<String> {
    body.and_then(|body| body.reason).filter(|reason| !reason.is_empty())
}
