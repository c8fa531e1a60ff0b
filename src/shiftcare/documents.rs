//! Tag Documents: vendor section 12.

use hr::Link;
use hr::document::{Document, Summary};
use hr::id::DocumentId;
use hr::{Error, document};
use shiftcare_server::requests::*;
use shiftcare_server::traits::Documents;
use shiftcare_server::types;
use wire::Paged;

use crate::translate::{page, paged, policies};
use crate::{Principal, ShiftCare};

impl Documents for ShiftCare {
    async fn document_list(
        &self,
        caller: Principal,
        request: DocumentListRequest,
    ) -> Result<Paged<types::DocumentListItem>, Error> {
        let page = page(request.page, request.size);
        let found = document::list(&self.hr, caller.who()?, page).await?;
        let listed = |it: Summary| policies::listed(it, |link| self.url(&caller, link));
        Ok(paged(found, listed))
    }

    async fn document_create(
        &self,
        caller: Principal,
        request: DocumentCreateRequest,
    ) -> Result<types::Document, Error> {
        let new = match request.body {
            DocumentCreateBody::Json(mut sent) => {
                let file = match sent.file_url.take() {
                    Some(url) => Some(self.bring_in(&caller, &url, "file").await?),
                    None => None,
                };
                policies::new_document(sent, file)
            }
            DocumentCreateBody::Multipart(form) => {
                let (form, upload) = policies::without_file(form);
                let file = self.keep(&caller, upload).await?;
                hr::document::NewDocument { file: Some(Link::Stored(file.key)), ..form }
            }
        };
        let made = document::create(&self.hr, caller.who()?, new).await?;
        Ok(self.shown_document(&caller, made))
    }

    async fn document_get(
        &self,
        caller: Principal,
        request: DocumentGetRequest,
    ) -> Result<types::Document, Error> {
        let id = DocumentId(request.document_id);
        let found = document::get(&self.hr, caller.who()?, id).await?;
        Ok(self.shown_document(&caller, found))
    }

    async fn document_update(
        &self,
        caller: Principal,
        request: DocumentUpdateRequest,
    ) -> Result<types::Document, Error> {
        let (id, mut sent) = (DocumentId(request.document_id), request.body);
        // Before anything is fetched: a fetch for a record that is not there helps nobody.
        document::get(&self.hr, caller.who()?, id).await?;
        let file = match std::mem::take(&mut sent.file_url) {
            wire::Patch::Absent => hr::Patch::Keep,
            wire::Patch::Null => hr::Patch::Clear,
            wire::Patch::Value(url) => hr::Patch::Set(self.bring_in(&caller, &url, "file").await?),
        };
        let change = policies::document_change(sent, file);
        let changed = document::change(&self.hr, caller.who()?, id, change).await?;
        Ok(self.shown_document(&caller, changed))
    }

    async fn document_delete(
        &self,
        caller: Principal,
        request: DocumentDeleteRequest,
    ) -> Result<(), Error> {
        document::delete(&self.hr, caller.who()?, DocumentId(request.document_id)).await
    }
}

impl ShiftCare {
    fn shown_document(&self, caller: &Principal, it: Document) -> types::Document {
        policies::document(it, |link| self.url(caller, link))
    }
}
