//! Company Message: the handlers of its operations.

use whosoff_server::traits::CompanyMessage;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl CompanyMessage for Whosoff {
    async fn company_message_retrieve(
        &self,
        _caller: Self::Caller,
        _request: requests::CompanyMessageRetrieveRequest,
    ) -> Result<Vec<types::CompanyMessageRow>, Self::Error> {
        Err(hr::Error::not_implemented("company_message_retrieve"))
    }

    async fn company_message_retrieve_by_id(
        &self,
        _caller: Self::Caller,
        _request: requests::CompanyMessageRetrieveByIdRequest,
    ) -> Result<Vec<types::CompanyMessage>, Self::Error> {
        Err(hr::Error::not_implemented("company_message_retrieve_by_id"))
    }
}
