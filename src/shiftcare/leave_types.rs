//! Tag Leave Types: vendor section 4.

use hr::id::LeaveTypeId;
use hr::{Error, leave_type};
use shiftcare_server::requests::*;
use shiftcare_server::traits::LeaveTypes;
use shiftcare_server::types::LeaveType;
use wire::Paged;

use crate::translate::{leave, page, paged};
use crate::{Principal, ShiftCare};

impl LeaveTypes for ShiftCare {
    async fn leave_type_list(
        &self,
        caller: Principal,
        request: LeaveTypeListRequest,
    ) -> Result<Paged<LeaveType>, Error> {
        let page = page(request.page, request.size);
        let found = leave_type::list(&self.hr, caller.who()?, page).await?;
        Ok(paged(found, leave::shown_type))
    }

    async fn leave_type_create(
        &self,
        caller: Principal,
        request: LeaveTypeCreateRequest,
    ) -> Result<LeaveType, Error> {
        let new = leave::new_type(request.body);
        let made = leave_type::create(&self.hr, caller.who()?, new).await?;
        Ok(leave::shown_type(made))
    }

    async fn leave_type_get(
        &self,
        caller: Principal,
        request: LeaveTypeGetRequest,
    ) -> Result<LeaveType, Error> {
        let id = LeaveTypeId(request.leave_type_id);
        Ok(leave::shown_type(leave_type::get(&self.hr, caller.who()?, id).await?))
    }

    async fn leave_type_update(
        &self,
        caller: Principal,
        request: LeaveTypeUpdateRequest,
    ) -> Result<LeaveType, Error> {
        let id = LeaveTypeId(request.leave_type_id);
        let change = leave::type_change(request.body);
        let changed = leave_type::change(&self.hr, caller.who()?, id, change).await?;
        Ok(leave::shown_type(changed))
    }

    async fn leave_type_delete(
        &self,
        caller: Principal,
        request: LeaveTypeDeleteRequest,
    ) -> Result<(), Error> {
        leave_type::delete(&self.hr, caller.who()?, LeaveTypeId(request.leave_type_id)).await
    }
}
