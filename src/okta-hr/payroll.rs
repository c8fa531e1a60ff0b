//! Tag Payroll: runs and their lines.

use hr::id::PayrollRunId;
use hr::{Error, payroll};
use okta_hr_server::requests::{PayrollRunGetRequest, PayrollRunListRequest};
use okta_hr_server::traits::Payroll;
use okta_hr_server::types::{PayrollRun, PayrollRunDocument};
use wire::Paged;

use crate::translate::{page, paged, pay};
use crate::{Caller, OktaHr};

impl Payroll for OktaHr {
    async fn payroll_run_list(
        &self,
        caller: Caller,
        request: PayrollRunListRequest,
    ) -> Result<Paged<PayrollRun>, Error> {
        let who = &caller.person()?.who;
        let page = page(request.page, request.per_page);
        let found = payroll::list(&self.hr, who, page).await?;
        let runs = found.items.iter().map(|run| run.id).collect();
        let mut lines = payroll::line_ids(&self.hr, who, runs).await?;
        Ok(paged(found, |run| {
            let lines = lines.remove(&run.id).unwrap_or_default();
            pay::run(run, lines)
        }))
    }

    async fn payroll_run_get(
        &self,
        caller: Caller,
        request: PayrollRunGetRequest,
    ) -> Result<PayrollRunDocument, Error> {
        let id = PayrollRunId(request.payroll_run_id);
        Ok(pay::document(payroll::get(&self.hr, &caller.person()?.who, id).await?))
    }
}
