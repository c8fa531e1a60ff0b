//! Tag: the handlers of its operations.

use whosoff_server::traits::Tag;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl Tag for Whosoff {
    async fn tag_create(
        &self,
        _caller: Self::Caller,
        _request: requests::TagCreateRequest,
    ) -> Result<Vec<types::TagSaved>, Self::Error> {
        Err(hr::Error::not_implemented("tag_create"))
    }

    async fn tag_retrieve(
        &self,
        _caller: Self::Caller,
        _request: requests::TagRetrieveRequest,
    ) -> Result<Vec<types::TagRow>, Self::Error> {
        Err(hr::Error::not_implemented("tag_retrieve"))
    }

    async fn tag_update(
        &self,
        _caller: Self::Caller,
        _request: requests::TagUpdateRequest,
    ) -> Result<Vec<types::TagSaved>, Self::Error> {
        Err(hr::Error::not_implemented("tag_update"))
    }

    async fn tag_del(
        &self,
        _caller: Self::Caller,
        _request: requests::TagDelRequest,
    ) -> Result<Vec<types::RecordIdRow>, Self::Error> {
        Err(hr::Error::not_implemented("tag_del"))
    }
}
