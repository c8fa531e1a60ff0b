//! Work: the handlers of its operations.

use whosoff_server::traits::Work;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl Work for Whosoff {
    async fn work_create(
        &self,
        _caller: Self::Caller,
        _request: requests::WorkCreateRequest,
    ) -> Result<Vec<types::WorkSaved>, Self::Error> {
        Err(hr::Error::not_implemented("work_create"))
    }
}
