//! Payroll: the handlers of its operations.

use okta_hr_server::traits::Payroll;
use okta_hr_server::{requests, types};
use crate::OktaHr;

impl Payroll for OktaHr {
    async fn payroll_run_list(
        &self,
        _caller: Self::Caller,
        _request: requests::PayrollRunListRequest,
    ) -> Result<wire::Paged<types::PayrollRun>, Self::Error> {
        Err(hr::Error::not_implemented("payroll_run_list"))
    }

    async fn payroll_run_get(
        &self,
        _caller: Self::Caller,
        _request: requests::PayrollRunGetRequest,
    ) -> Result<types::PayrollRunDocument, Self::Error> {
        Err(hr::Error::not_implemented("payroll_run_get"))
    }
}
