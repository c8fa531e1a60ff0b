//! Tag Timesheets: weeks of work and their approval; they answer bare.

use hr::Error;
use hr::id::{TimeEntryId, TimesheetId};
use hr::timesheet::{self, Decision, Timesheet, Week};
use icehrm_server::requests::{
    TimeEntryCreateRequest, TimeEntryDeleteRequest, TimeEntryUpdateRequest,
    TimesheetApproveRequest, TimesheetCreateCurrentRequest, TimesheetCreateNextRequest,
    TimesheetCreatePreviousRequest, TimesheetGetRequest, TimesheetListRequest,
    TimesheetListSubordinatesRequest, TimesheetRejectRequest, TimesheetSubmitRequest,
};
use icehrm_server::traits::{
    TimesheetCreateCurrentResult, TimesheetCreateNextResult, TimesheetCreatePreviousResult,
    Timesheets,
};
use icehrm_server::types::{
    Reason, SubordinateTimesheetPage, TimeEntryRemoved, TimeEntrySaved, TimesheetFound,
    TimesheetOne, TimesheetOpened, TimesheetPage, TimesheetWithEntries,
};

use crate::translate::timesheets as translate;
use crate::{Caller, IceHrm};

/// The answer of an operation that opens a week, or finds it open.
macro_rules! answer {
    ($result:ident, $opened:expr) => {
        match $opened {
            (it, false) => $result::Done(TimesheetFound { timesheet: translate::shown(it) }),
            (it, true) => $result::Created(TimesheetOpened { timesheet: translate::shown(it) }),
        }
    };
}

impl Timesheets for IceHrm {
    async fn timesheet_list(
        &self,
        caller: Caller,
        request: TimesheetListRequest,
    ) -> Result<TimesheetPage, Error> {
        let TimesheetListRequest { page, limit, status } = request;
        let (wanted, status) = (crate::translate::page(page, limit), status.map(translate::status));
        let found = timesheet::own(&self.hr, caller.who(), caller.viewer(), status, wanted).await?;
        Ok(translate::page(found, page, limit))
    }

    async fn timesheet_create_current(
        &self,
        caller: Caller,
        _: TimesheetCreateCurrentRequest,
    ) -> Result<TimesheetCreateCurrentResult, Error> {
        let opened = timesheet::current(&self.hr, caller.who(), caller.viewer()).await?;
        Ok(answer!(TimesheetCreateCurrentResult, opened))
    }

    async fn timesheet_create_previous(
        &self,
        caller: Caller,
        request: TimesheetCreatePreviousRequest,
    ) -> Result<TimesheetCreatePreviousResult, Error> {
        let opened = self.beside(&caller, request.timesheet_id, Week::Before).await?;
        Ok(answer!(TimesheetCreatePreviousResult, opened))
    }

    async fn timesheet_create_next(
        &self,
        caller: Caller,
        request: TimesheetCreateNextRequest,
    ) -> Result<TimesheetCreateNextResult, Error> {
        let opened = self.beside(&caller, request.timesheet_id, Week::After).await?;
        Ok(answer!(TimesheetCreateNextResult, opened))
    }

    async fn timesheet_list_subordinates(
        &self,
        caller: Caller,
        request: TimesheetListSubordinatesRequest,
    ) -> Result<SubordinateTimesheetPage, Error> {
        let TimesheetListSubordinatesRequest { page, limit, status } = request;
        let (who, viewer, status) = (caller.who(), caller.viewer(), status.map(translate::status));
        let wanted = crate::translate::page(page, limit);
        let found = timesheet::of_reports(&self.hr, who, viewer, status, wanted).await?;
        Ok(translate::page_of_reports(found, page, limit))
    }

    async fn timesheet_get(
        &self,
        caller: Caller,
        request: TimesheetGetRequest,
    ) -> Result<TimesheetWithEntries, Error> {
        let id = TimesheetId(request.timesheet_id);
        let (it, entries) = timesheet::get(&self.hr, caller.who(), caller.viewer(), id).await?;
        let entries = entries.into_iter().map(translate::entry).collect();
        Ok(TimesheetWithEntries { timesheet: translate::shown(it), entries })
    }

    async fn time_entry_create(
        &self,
        caller: Caller,
        request: TimeEntryCreateRequest,
    ) -> Result<TimeEntrySaved, Error> {
        let (id, new) = (TimesheetId(request.timesheet_id), translate::new(request.body));
        let saved = timesheet::add_entry(&self.hr, caller.who(), caller.viewer(), id, new).await?;
        Ok(translate::saved(saved))
    }

    async fn time_entry_update(
        &self,
        caller: Caller,
        request: TimeEntryUpdateRequest,
    ) -> Result<TimeEntrySaved, Error> {
        let (who, viewer, change) =
            (caller.who(), caller.viewer(), translate::change(request.body));
        let at = (TimesheetId(request.timesheet_id), TimeEntryId(request.entry_id));
        let saved = timesheet::change_entry(&self.hr, who, viewer, at, change).await?;
        Ok(translate::saved(saved))
    }

    async fn time_entry_delete(
        &self,
        caller: Caller,
        request: TimeEntryDeleteRequest,
    ) -> Result<TimeEntryRemoved, Error> {
        let at = (TimesheetId(request.timesheet_id), TimeEntryId(request.entry_id));
        let sheet = timesheet::delete_entry(&self.hr, caller.who(), caller.viewer(), at).await?;
        Ok(TimeEntryRemoved { id: request.entry_id, timesheet: translate::shown(sheet) })
    }

    async fn timesheet_submit(
        &self,
        caller: Caller,
        request: TimesheetSubmitRequest,
    ) -> Result<TimesheetOne, Error> {
        let id = TimesheetId(request.timesheet_id);
        let sent = timesheet::submit(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(translate::one(sent))
    }

    async fn timesheet_approve(
        &self,
        caller: Caller,
        request: TimesheetApproveRequest,
    ) -> Result<TimesheetOne, Error> {
        self.decide(&caller, request.timesheet_id, Decision::Approve, request.body).await
    }

    async fn timesheet_reject(
        &self,
        caller: Caller,
        request: TimesheetRejectRequest,
    ) -> Result<TimesheetOne, Error> {
        self.decide(&caller, request.timesheet_id, Decision::Reject, request.body).await
    }
}

impl IceHrm {
    async fn beside(
        &self,
        caller: &Caller,
        id: i64,
        which: Week,
    ) -> Result<(Timesheet, bool), Error> {
        let id = TimesheetId(id);
        timesheet::beside(&self.hr, caller.who(), caller.viewer(), id, which).await
    }

    async fn decide(
        &self,
        caller: &Caller,
        id: i64,
        decision: Decision,
        body: Option<Reason>,
    ) -> Result<TimesheetOne, Error> {
        let (who, viewer, id) = (caller.who(), caller.viewer(), TimesheetId(id));
        let reason = body.and_then(|body| body.reason);
        let decided = timesheet::decide(&self.hr, who, viewer, id, decision, reason).await?;
        Ok(translate::one(decided))
    }
}
