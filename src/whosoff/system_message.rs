//! System Message: the handlers of its operations.

use whosoff_server::traits::SystemMessage;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl SystemMessage for Whosoff {
    async fn system_message_get(
        &self,
        _visitor: wire::Visitor,
        _request: requests::SystemMessageGetRequest,
    ) -> Result<Vec<types::SystemMessageRow>, Self::Error> {
        Err(hr::Error::not_implemented("system_message_get"))
    }
}
