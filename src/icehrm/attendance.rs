//! Tag Attendance: when people came and went, in local time.

use hr::Error;
use hr::attendance;
use hr::id::{AttendanceId, EmployeeId};
use icehrm_server::requests::{
    AttendanceCreateRequest, AttendanceDeleteRequest, AttendanceGetRequest,
    AttendanceListEmployeeRequest, AttendanceListRequest, AttendanceOpenRequest,
    AttendancePunchInRequest, AttendancePunchOutRequest,
};
use icehrm_server::traits::Attendance;
use icehrm_server::types::{self, AttendanceDetail, OpenPunchIn, Removed};
use wire::{LocalSecond, Paged};

use crate::translate::attendance as translate;
use crate::translate::{page, paged, removed};
use crate::{Caller, IceHrm};

impl Attendance for IceHrm {
    async fn attendance_list(
        &self,
        caller: Caller,
        request: AttendanceListRequest,
    ) -> Result<Paged<types::Attendance>, Error> {
        let (who, viewer) = (caller.who(), caller.viewer());
        let filter = translate::filter(&request);
        let sort = translate::sort(request.sort_field, request.sort_order);
        let page = page(request.page, request.limit);
        let found = attendance::entries(&self.hr, who, viewer, filter, sort, page).await?;
        Ok(paged(found, translate::shown))
    }

    async fn attendance_create(
        &self,
        caller: Caller,
        request: AttendanceCreateRequest,
    ) -> Result<types::Attendance, Error> {
        let new = translate::entered(request.body);
        let made = attendance::enter(&self.hr, caller.who(), caller.viewer(), new).await?;
        Ok(translate::shown(made))
    }

    async fn attendance_get(
        &self,
        caller: Caller,
        request: AttendanceGetRequest,
    ) -> Result<AttendanceDetail, Error> {
        let id = AttendanceId(request.id);
        let found = attendance::entry(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(translate::detail(found))
    }

    async fn attendance_delete(
        &self,
        caller: Caller,
        request: AttendanceDeleteRequest,
    ) -> Result<Removed, Error> {
        let id = AttendanceId(request.id);
        attendance::delete(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(removed(request.id))
    }

    async fn attendance_punch_in(
        &self,
        caller: Caller,
        request: AttendancePunchInRequest,
    ) -> Result<types::Attendance, Error> {
        let new = translate::punched_in(request.body, &caller.address);
        let made = attendance::enter(&self.hr, caller.who(), caller.viewer(), new).await?;
        Ok(translate::shown(made))
    }

    async fn attendance_punch_out(
        &self,
        caller: Caller,
        request: AttendancePunchOutRequest,
    ) -> Result<types::Attendance, Error> {
        let leaving = translate::punched_out(request.body, &caller.address);
        let done = attendance::punch_out(&self.hr, caller.who(), caller.viewer(), leaving).await?;
        Ok(translate::shown(done))
    }

    async fn attendance_list_employee(
        &self,
        caller: Caller,
        request: AttendanceListEmployeeRequest,
    ) -> Result<Paged<types::Attendance>, Error> {
        let (who, viewer) = (caller.who(), caller.viewer());
        let (id, filter) = (EmployeeId(request.employee_id), translate::days(&request));
        let sort = translate::sort(request.sort_field, request.sort_order);
        let page = page(request.page, request.limit);
        let found = attendance::entries_of(&self.hr, who, viewer, id, filter, sort, page).await?;
        Ok(paged(found, translate::shown))
    }

    async fn attendance_open(
        &self,
        caller: Caller,
        request: AttendanceOpenRequest,
    ) -> Result<OpenPunchIn, Error> {
        let (who, viewer) = (caller.who(), caller.viewer());
        // The document's pattern lets nothing else through than a day or `today`.
        let (id, date) = (EmployeeId(request.employee_id), request.date.parse().ok());
        let (open, now) = attendance::open_on(&self.hr, who, viewer, id, date).await?;
        Ok(OpenPunchIn { attendance: open.map(translate::shown), time: LocalSecond(now) })
    }
}
