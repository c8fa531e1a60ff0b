//! Tag Charts: figures of today.

use std::collections::BTreeMap;

use hr::Error;
use hr::insight::charts;
use icehrm_server::requests::{
    ChartCheckInsRequest, ChartDistributionRequest, ChartLeaveEntitlementRequest,
};
use icehrm_server::traits::Charts;
use icehrm_server::types::{CheckInChart, LeaveChart};

use crate::translate::insights as translate;
use crate::{Caller, IceHrm};

/// Where those are counted who are in no department.
const NOWHERE: &str = "Not Assigned";

impl Charts for IceHrm {
    async fn chart_leave_entitlement(
        &self,
        caller: Caller,
        _: ChartLeaveEntitlementRequest,
    ) -> Result<LeaveChart, Error> {
        let found = charts::entitlement(&self.hr, caller.who(), caller.viewer()).await?;
        Ok(translate::entitlement(found))
    }

    async fn chart_check_ins(
        &self,
        caller: Caller,
        _: ChartCheckInsRequest,
    ) -> Result<CheckInChart, Error> {
        let found = charts::check_ins(&self.hr, caller.who(), caller.viewer()).await?;
        Ok(translate::check_ins(found))
    }

    async fn chart_distribution(
        &self,
        caller: Caller,
        _: ChartDistributionRequest,
    ) -> Result<BTreeMap<String, i64>, Error> {
        let mut counts = BTreeMap::new();
        for (name, count) in charts::distribution(&self.hr, caller.who(), caller.viewer()).await? {
            *counts.entry(name.unwrap_or_else(|| NOWHERE.to_owned())).or_default() += count;
        }
        Ok(counts)
    }
}
