//! Authenticate: the handlers of its operations.

use whosoff_server::traits::Authenticate;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl Authenticate for Whosoff {
    async fn authenticate_with_credentials(
        &self,
        _visitor: wire::Visitor,
        _request: requests::AuthenticateWithCredentialsRequest,
    ) -> Result<Vec<types::AccessTokenRow>, Self::Error> {
        Err(hr::Error::not_implemented("authenticate_with_credentials"))
    }
}
