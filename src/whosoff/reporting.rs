//! Tag Reporting: the vendor's page `reporting`.

use hr::annex::map::Standing;
use hr::annex::work_report;
use whosoff_server::requests::ReportingWorkRequest;
use whosoff_server::traits::Reporting;
use whosoff_server::types::{MapTypeInput, WorkReportRow};

use crate::translate::people::map;
use crate::translate::{said, work};
use crate::{Failure, Principal, Whosoff};

impl Reporting for Whosoff {
    async fn reporting_work(
        &self,
        caller: Principal,
        request: ReportingWorkRequest,
    ) -> Result<Vec<WorkReportRow>, Failure> {
        let sent = request.body;
        let kind = sent.map_type_id.value().unwrap_or(MapTypeInput::Company);
        let map = map(kind, sent.map_id.value().unwrap_or(0), caller.employee());
        let standing = said(sent.user_status_id).unwrap_or(Standing::Active);
        let on = sent.start_date.unwrap_or_else(|| self.hr.clock().today());
        let found = work_report::read(&self.hr, caller.who(), map, standing, on).await?;
        Ok(found.into_iter().filter_map(work::reported).collect())
    }
}
