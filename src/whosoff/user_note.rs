//! User Note: the handlers of its operations.

use whosoff_server::traits::UserNote;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl UserNote for Whosoff {
    async fn user_note_create(
        &self,
        _caller: Self::Caller,
        _request: requests::UserNoteCreateRequest,
    ) -> Result<Vec<types::RecordIdRow>, Self::Error> {
        Err(hr::Error::not_implemented("user_note_create"))
    }

    async fn user_note_retrieve(
        &self,
        _caller: Self::Caller,
        _request: requests::UserNoteRetrieveRequest,
    ) -> Result<Vec<types::UserNoteRow>, Self::Error> {
        Err(hr::Error::not_implemented("user_note_retrieve"))
    }

    async fn user_note_update(
        &self,
        _caller: Self::Caller,
        _request: requests::UserNoteUpdateRequest,
    ) -> Result<Vec<types::RecordIdRow>, Self::Error> {
        Err(hr::Error::not_implemented("user_note_update"))
    }
}
