//! Whosoff: the handlers of its operations.

use whosoff_server::traits::Whosoff;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl Whosoff for Whosoff {
    async fn whosoff_retrieve(
        &self,
        _caller: Self::Caller,
        _request: requests::WhosoffRetrieveRequest,
    ) -> Result<Vec<types::WhosoffRow>, Self::Error> {
        Err(hr::Error::not_implemented("whosoff_retrieve"))
    }
}
