//! Files between addresses and storage: uploads kept, others fetched, our own recognised.

use courier::FileKey;
use hr::Error;
use hr::Link;
use hr::file::{File, NewFile};
use wire::Upload;

use crate::{Principal, ShiftCare};

/// What a file without a name is called.
const NAMELESS: &str = "file";
/// What a file of unknown kind is.
const BYTES: &str = "application/octet-stream";

impl ShiftCare {
    /// Keeps an upload and notes it for the caller's company.
    pub(crate) async fn keep(&self, caller: &Principal, upload: Upload) -> Result<File, Error> {
        let name = upload.file_name.filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| NAMELESS.to_owned());
        let kind = upload.content_type.unwrap_or_else(|| BYTES.to_owned());
        self.store(caller, name, kind, upload.file).await
    }

    async fn store(
        &self,
        caller: &Principal,
        name: String,
        content_type: String,
        bytes: std::fs::File,
    ) -> Result<File, Error> {
        let who = caller.who()?;
        let owner = who.company.to_string();
        let new = courier::NewFile { owner, name, content_type };
        let (key, info) = self.files.put(new, bytes).await.map_err(storage)?;
        let new = NewFile {
            key: key.to_string(),
            name: info.name,
            media_type: info.content_type,
            size_bytes: i64::try_from(info.size).unwrap_or(i64::MAX),
        };
        hr::file::record(&self.hr, who, new).await
    }

    /// The file behind an address: our own stays where it is, another is fetched into storage.
    ///
    /// # Errors
    /// `Invalid` on `field` where the address cannot be fetched.
    pub(crate) async fn bring_in(
        &self,
        caller: &Principal,
        address: &str,
        field: &'static str,
    ) -> Result<Link, Error> {
        if let Some(own) = self.own(address) {
            return Ok(own);
        }
        let refused = |refused: courier::Refused| Error::invalid(field, refused.to_string());
        let fetched = self.fetcher.fetch(address).await.map_err(refused)?;
        let name = fetched.file_name.unwrap_or_else(|| NAMELESS.to_owned());
        let kind = fetched.content_type.unwrap_or_else(|| BYTES.to_owned());
        let file = self.store(caller, name, kind, fetched.file).await?;
        Ok(Link::Stored(file.key))
    }

    /// An address as a link: our own by its key, another as it is.
    pub(crate) fn link(&self, address: String) -> Link {
        self.own(&address).unwrap_or(Link::Elsewhere(address))
    }

    fn own(&self, address: &str) -> Option<Link> {
        let key = self.files.own_key(address, self.hr.clock().now().timestamp())?;
        Some(Link::Stored(key.to_string()))
    }

    /// The address that opens a link; one of our own is signed and opens without a token.
    pub(crate) fn url(&self, caller: &Principal, link: &Link) -> String {
        match link {
            Link::Elsewhere(address) => address.clone(),
            Link::Stored(key) => match FileKey::parse(key) {
                Some(key) => self.files.url(&caller.origin, &key, None),
                None => String::new(),
            },
        }
    }
}

fn storage(error: courier::FilesError) -> Error {
    Error::internal(error.to_string())
}
