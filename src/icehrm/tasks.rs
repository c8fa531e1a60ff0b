//! Tasks: the handlers of its operations.

use icehrm_server::traits::Tasks;
use icehrm_server::{requests, types};
use crate::IceHrm;

impl Tasks for IceHrm {
    async fn task_list(
        &self,
        _caller: Self::Caller,
        _request: requests::TaskListRequest,
    ) -> Result<Vec<types::Task>, Self::Error> {
        Err(hr::Error::not_implemented("task_list"))
    }
}
