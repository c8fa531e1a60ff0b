//! Overtime: the handlers of its operations.

use whosoff_server::traits::Overtime;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl Overtime for Whosoff {
    async fn overtime_get_by_id(
        &self,
        _caller: Self::Caller,
        _request: requests::OvertimeGetByIdRequest,
    ) -> Result<Vec<types::OvertimeRow>, Self::Error> {
        Err(hr::Error::not_implemented("overtime_get_by_id"))
    }
}
