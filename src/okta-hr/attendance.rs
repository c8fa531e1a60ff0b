//! Tag Attendance: the working days that HR and managers see.

use hr::{Error, attendance};
use okta_hr_server::requests::AttendanceListRequest;
use okta_hr_server::traits::Attendance;
use okta_hr_server::types::AttendanceRecord;
use wire::Paged;

use crate::translate::{self, page, paged};
use crate::{Caller, OktaHr};

impl Attendance for OktaHr {
    async fn attendance_list(
        &self,
        caller: Caller,
        request: AttendanceListRequest,
    ) -> Result<Paged<AttendanceRecord>, Error> {
        let person = caller.person()?;
        let seen = person.reports(&self.hr).await?;
        let filter = translate::attendance::filter(&request, seen)?;
        let page = page(request.page, request.per_page);
        let found = attendance::list(&self.hr, &person.who, &filter, page).await?;
        Ok(paged(found, translate::attendance::shown))
    }
}
