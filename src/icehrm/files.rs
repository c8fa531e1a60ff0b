//! Files between storage and addresses: uploads kept, and links that open one file for a while.

use courier::files::NewFile;
use courier::{FileKey, FilesError};
use hr::file::File;
use hr::{Error, Link};
use wire::Upload;

use crate::{Caller, IceHrm};

/// Seconds for which a link opens its file.
const LINK_S: i64 = 15 * 60;
/// What a file of unknown kind is.
const BYTES: &str = "application/octet-stream";

impl IceHrm {
    /// Keeps an upload under its name and notes it for the caller's company.
    pub(crate) async fn keep(
        &self,
        caller: &Caller,
        name: String,
        upload: Upload,
    ) -> Result<File, Error> {
        let content_type = upload.content_type.unwrap_or_else(|| BYTES.to_owned());
        let owner = caller.who().company.to_string();
        let new = NewFile { owner, name, content_type };
        let (key, info) = self.files.put(new, upload.file).await.map_err(storage)?;
        let new = hr::file::NewFile {
            key: key.to_string(),
            name: info.name,
            media_type: info.content_type,
            size_bytes: i64::try_from(info.size).unwrap_or(i64::MAX),
        };
        hr::file::record(&self.hr, caller.who(), new).await
    }

    /// An address that opens a file without a token: signed and soon outdated where it is ours.
    pub(crate) fn link(&self, caller: &Caller, file: &Link) -> Result<String, Error> {
        let key = match file {
            Link::Elsewhere(address) => return Ok(address.clone()),
            Link::Stored(key) => FileKey::parse(key).ok_or(Error::NotFound("file"))?,
        };
        let expires_at_s = self.hr.clock().now().timestamp().saturating_add(LINK_S);
        Ok(self.files.url(&caller.origin, &key, Some(expires_at_s)))
    }

    /// What a file is called: by whoever uploaded it, or by its address elsewhere.
    pub(crate) async fn file_name(&self, file: &Link) -> Result<String, Error> {
        match file {
            Link::Stored(key) => Ok(hr::file::by_key(&self.hr, key).await?.name),
            Link::Elsewhere(address) => Ok(last_part(address).to_owned()),
        }
    }
}

/// The last part of an address, without what follows its path.
fn last_part(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let path = path.trim_end_matches('/');
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

fn storage(error: FilesError) -> Error {
    Error::internal(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::last_part;

    #[test]
    fn a_file_elsewhere_is_called_as_its_address_ends() {
        for (address, name) in [
            ("https://files.example.test/a/visa.pdf", "visa.pdf"),
            ("https://files.example.test/a/visa.pdf?x=/y#z", "visa.pdf"),
            ("https://files.example.test/a/", "a"),
        ] {
            assert_eq!(last_part(address), name);
        }
    }
}
