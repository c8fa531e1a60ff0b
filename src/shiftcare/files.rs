//! Tag Files: vendor section 16.

use hr::Error;
use hr::Link;
use shiftcare_server::requests::FileUploadRequest;
use shiftcare_server::traits::Files;
use shiftcare_server::types::StoredFile;

use crate::{Principal, ShiftCare};

impl Files for ShiftCare {
    async fn file_upload(
        &self,
        caller: Principal,
        request: FileUploadRequest,
    ) -> Result<StoredFile, Error> {
        let file = self.keep(&caller, request.body.file).await?;
        Ok(StoredFile {
            file_name: file.name,
            file_url: self.url(&caller, &Link::Stored(file.key)),
            file_size: file.size_bytes,
            file_type: file.media_type,
        })
    }
}
