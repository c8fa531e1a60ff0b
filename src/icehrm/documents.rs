//! Tag Documents: documents of employees, for admins, and links to their files.

use hr::id::{DocumentId, EmployeeId};
use hr::{Error, document};
use icehrm_server::requests::*;
use icehrm_server::traits::Documents;
use icehrm_server::types;
use wire::Paged;

use crate::translate::{documents as translate, page, paged};
use crate::{Caller, IceHrm};

impl Documents for IceHrm {
    async fn employee_document_list(
        &self,
        caller: Caller,
        request: EmployeeDocumentListRequest,
    ) -> Result<Paged<types::EmployeeDocumentItem>, Error> {
        let page = page(request.page, request.limit);
        let order = (request.sort_field, request.sort_order);
        let filter = translate::filter(request.filters, request.status, order);
        let (who, today) = (caller.who(), self.hr.clock().today());
        let found = document::list_by(&self.hr, who, caller.viewer(), &filter, page).await?;
        Ok(paged(found, |it| translate::item(it, today)))
    }

    async fn employee_document_list_of(
        &self,
        caller: Caller,
        request: EmployeeDocumentListOfRequest,
    ) -> Result<Paged<types::EmployeeDocumentItem>, Error> {
        let (page, of) = (page(request.page, request.limit), EmployeeId(request.id));
        let order = (request.sort_field, request.sort_order);
        let filter = translate::filter(request.filters, request.status, order);
        let (who, today) = (caller.who(), self.hr.clock().today());
        let found = document::list_of(&self.hr, who, caller.viewer(), of, filter, page).await?;
        Ok(paged(found, |it| translate::item(it, today)))
    }

    async fn employee_document_get(
        &self,
        caller: Caller,
        request: EmployeeDocumentGetRequest,
    ) -> Result<types::EmployeeDocument, Error> {
        let id = DocumentId(request.id);
        let (it, owner) = document::read(&self.hr, caller.who(), caller.viewer(), id).await?;
        let attachment = match &it.file {
            Some(file) => Some(self.file_name(file).await?),
            None => None,
        };
        Ok(translate::shown(it, owner, attachment, self.hr.clock().today()))
    }

    async fn employee_document_file(
        &self,
        caller: Caller,
        request: EmployeeDocumentFileRequest,
    ) -> Result<types::DocumentFile, Error> {
        let id = DocumentId(request.id);
        let (it, _) = document::read(&self.hr, caller.who(), caller.viewer(), id).await?;
        let file = it.file.ok_or(Error::NotFound("attachment of the document"))?;
        let url = self.link(&caller, &file)?;
        Ok(types::DocumentFile { url, document_id: request.id })
    }
}
