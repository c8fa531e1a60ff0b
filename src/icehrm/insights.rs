//! Tag Insights: leave, attendance and timesheets in figures.

use hr::Error;
use hr::insight;
use icehrm_server::requests::{
    InsightAttendanceRequest, InsightLeaveRequest, InsightTimesheetsRequest,
};
use icehrm_server::traits::Insights;
use icehrm_server::types::{AttendanceInsight, LeaveInsight, TimesheetInsight};

use crate::translate::insights as translate;
use crate::{Caller, IceHrm};

impl Insights for IceHrm {
    async fn insight_leave(
        &self,
        caller: Caller,
        request: InsightLeaveRequest,
    ) -> Result<LeaveInsight, Error> {
        let InsightLeaveRequest { date_from, date_to, department, employee } = request;
        let today = self.hr.clock().today();
        let scope = translate::scope(today, (date_from, date_to), department, employee);
        let found = insight::leave::read(&self.hr, caller.who(), caller.viewer(), scope).await?;
        Ok(translate::leave(found))
    }

    async fn insight_attendance(
        &self,
        caller: Caller,
        request: InsightAttendanceRequest,
    ) -> Result<AttendanceInsight, Error> {
        let InsightAttendanceRequest { date_from, date_to, department, employee } = request;
        let today = self.hr.clock().today();
        let scope = translate::scope(today, (date_from, date_to), department, employee);
        let (who, viewer) = (caller.who(), caller.viewer());
        let found = insight::attendance::read(&self.hr, who, viewer, scope).await?;
        Ok(translate::attendance(found))
    }

    async fn insight_timesheets(
        &self,
        caller: Caller,
        request: InsightTimesheetsRequest,
    ) -> Result<TimesheetInsight, Error> {
        let InsightTimesheetsRequest { date_from, date_to, department, employee } = request;
        let today = self.hr.clock().today();
        let scope = translate::scope(today, (date_from, date_to), department, employee);
        let (who, viewer) = (caller.who(), caller.viewer());
        let found = insight::timesheet::read(&self.hr, who, viewer, scope).await?;
        Ok(translate::timesheets(found))
    }
}
