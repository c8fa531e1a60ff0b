//! Tag Overtime: the vendor's page `overtime`.

use hr::annex::overtime;
use hr::id::OvertimeId;
use whosoff_server::requests::OvertimeGetByIdRequest;
use whosoff_server::traits::Overtime;
use whosoff_server::types::OvertimeRow;

use crate::translate::work;
use crate::{Failure, Principal, Whosoff};

impl Overtime for Whosoff {
    async fn overtime_get_by_id(
        &self,
        caller: Principal,
        request: OvertimeGetByIdRequest,
    ) -> Result<Vec<OvertimeRow>, Failure> {
        let id = OvertimeId(request.overtime_id.into());
        Ok(vec![work::overtime(overtime::get(&self.hr, caller.who(), id).await?)])
    }
}
