//! Tag Work: the vendor's page `work`.

use hr::work_pattern;
use whosoff_server::requests::WorkCreateRequest;
use whosoff_server::traits::Work;
use whosoff_server::types::WorkSaved;

use crate::translate::{id, work};
use crate::{Failure, Principal, Whosoff};

impl Work for Whosoff {
    async fn work_create(
        &self,
        caller: Principal,
        request: WorkCreateRequest,
    ) -> Result<Vec<WorkSaved>, Failure> {
        let new = work::new(request.body);
        let made = work_pattern::create(&self.hr, caller.who(), new).await?;
        Ok(vec![WorkSaved { work_id: id(made.id.get()) }])
    }
}
