//! Tasks: the handlers of its operations.

use crate::IceHrm;
use icehrm_server::traits::Tasks;
use icehrm_server::{requests, types};

impl Tasks for IceHrm {
    async fn task_list(
        &self,
        _caller: Self::Caller,
        _request: requests::TaskListRequest,
    ) -> Result<Vec<types::Task>, Self::Error> {
        Err(hr::Error::not_implemented("task_list"))
    }
}
