//! Reporting: the handlers of its operations.

use whosoff_server::traits::Reporting;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl Reporting for Whosoff {
    async fn reporting_work(
        &self,
        _caller: Self::Caller,
        _request: requests::ReportingWorkRequest,
    ) -> Result<Vec<types::WorkReportRow>, Self::Error> {
        Err(hr::Error::not_implemented("reporting_work"))
    }
}
