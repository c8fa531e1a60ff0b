//! Tag Tasks: what the records suggest to do.

use hr::{Error, task};
use icehrm_server::requests::TaskListRequest;
use icehrm_server::traits::Tasks;
use icehrm_server::types;

use crate::translate::tasks;
use crate::{Caller, IceHrm};

impl Tasks for IceHrm {
    async fn task_list(
        &self,
        caller: Caller,
        _: TaskListRequest,
    ) -> Result<Vec<types::Task>, Error> {
        let me = caller.employee();
        let found = task::list(&self.hr, caller.who(), caller.viewer()).await?;
        Ok(found.into_iter().map(|it| tasks::said(it, me)).collect())
    }
}
