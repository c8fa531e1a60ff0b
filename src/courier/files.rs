//! Files that are kept: put, read in whole or in part, and opened by a signed address.

use std::{fmt, fs::DirBuilder, io, ops::Range, path::Path, sync::Arc};

use bytes::Bytes;
use futures_util::{StreamExt, stream::BoxStream};
use object_store::{
    GetOptions, ObjectStore, ObjectStoreExt, WriteMultipart, local::LocalFileSystem,
    path::Path as ObjectPath,
};
use reqwest::Url;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use crate::key::{FileKey, Random, Signer};

const READ_BYTES: usize = 256 * 1024;
/// S3 takes no part below 5 MiB, except the last one.
const PART_BYTES: usize = 5 * 1024 * 1024;
const PARTS_AT_ONCE: usize = 2;

/// What is known of a file before it is stored.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// The company that it belongs to; whoever hands the file on compares it.
    pub owner: String,
    /// The name that a person gave it.
    pub name: String,
    /// Its media type.
    pub content_type: String,
}

/// What is known of a stored file; kept beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileInfo {
    /// The company that it belongs to.
    pub owner: String,
    /// The name that a person gave it.
    pub name: String,
    /// Its media type.
    pub content_type: String,
    /// Bytes.
    pub size: u64,
}

/// A stored file that is being read.
pub struct Opened {
    /// What is known of it.
    pub info: FileInfo,
    /// The bytes that follow, counted from the start of the file.
    pub range: Range<u64>,
    /// The bytes.
    pub bytes: BoxStream<'static, Result<Bytes, FilesError>>,
}

/// Why a file could not be kept or given.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// No such file.
    #[error("there is no such file")]
    NotFound,
    /// A range that begins after the end of the file, whose size in bytes this is.
    #[error("the range lies outside the file")]
    OutOfRange(u64),
    /// Not a place that this version can use.
    #[error("files can be kept only in a folder, written file:PATH")]
    Place,
    /// The storage failed; the text is for the operator.
    #[error("the file storage failed: {0}")]
    Storage(String),
}

/// The file storage; cheap to clone.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    signer: Arc<Signer>,
    random: Random,
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").field("store", &self.store).finish_non_exhaustive()
    }
}

impl Files {
    /// Opens the storage at `place`, `file:PATH`; the folder is made where it is missing.
    ///
    /// What has been put is on disk when [`Files::put`] returns.
    ///
    /// # Errors
    /// [`FilesError::Place`] for any other place, [`FilesError::Storage`] where the folder cannot
    /// be made or read.
    pub fn open(place: &str, secret: &[u8], random: Random) -> Result<Self, FilesError> {
        let folder = place.strip_prefix("file:").ok_or(FilesError::Place)?;
        let folder = folder.strip_prefix("//").unwrap_or(folder);
        if folder.is_empty() {
            return Err(FilesError::Place);
        }
        make_private(Path::new(folder)).map_err(storage)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(storage)?.with_fsync(true);
        Ok(Self { store: Arc::new(store), signer: Arc::new(Signer::new(secret)), random })
    }

    /// Stores a file from its start, in parts, and gives it a random key.
    ///
    /// # Errors
    /// [`FilesError::Storage`]; nothing is left behind then.
    pub async fn put(
        &self,
        new: NewFile,
        source: std::fs::File,
    ) -> Result<(FileKey, FileInfo), FilesError> {
        let random = (self.random)().ok_or_else(|| storage("no random bytes"))?;
        let key = FileKey::new(random);
        let size = self.copy(&key, source).await?;
        let NewFile { owner, name, content_type } = new;
        let info = FileInfo { owner, name, content_type, size };
        let text = serde_json::to_vec(&info).map_err(storage)?;
        // The description comes last: a file without one does not exist.
        self.store.put(&info_path(&key), text.into()).await.map_err(found)?;
        Ok((key, info))
    }

    async fn copy(&self, key: &FileKey, source: std::fs::File) -> Result<u64, FilesError> {
        let mut source = tokio::fs::File::from_std(source);
        source.rewind().await.map_err(storage)?;
        let upload = self.store.put_multipart(&data_path(key)).await.map_err(found)?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, PART_BYTES);
        let mut buffer = vec![0; READ_BYTES];
        let mut size = 0_u64;
        loop {
            match source.read(&mut buffer).await {
                Ok(0) => break,
                Ok(count) => {
                    size += count as u64;
                    upload.wait_for_capacity(PARTS_AT_ONCE).await.map_err(found)?;
                    upload.write(&buffer[..count]);
                }
                Err(error) => {
                    upload.abort().await.map_err(found)?;
                    return Err(storage(error));
                }
            }
        }
        upload.finish().await.map_err(found)?;
        Ok(size)
    }

    /// What is known of a file.
    ///
    /// # Errors
    /// [`FilesError::NotFound`], [`FilesError::Storage`].
    pub async fn info(&self, key: &FileKey) -> Result<FileInfo, FilesError> {
        let text = self.store.get(&info_path(key)).await.map_err(found)?;
        let text = text.bytes().await.map_err(found)?;
        serde_json::from_slice(&text).map_err(storage)
    }

    /// Reads a file, or the part of it that `range` names (its end is cut to the file's).
    ///
    /// # Errors
    /// [`FilesError::NotFound`], [`FilesError::OutOfRange`], [`FilesError::Storage`].
    pub async fn get(
        &self,
        key: &FileKey,
        range: Option<Range<u64>>,
    ) -> Result<Opened, FilesError> {
        let info = self.info(key).await?;
        let outside = |range: &Range<u64>| range.start >= info.size || range.is_empty();
        if range.as_ref().is_some_and(outside) {
            return Err(FilesError::OutOfRange(info.size));
        }
        let range = range.map(|range| range.start..range.end.min(info.size));
        let options = GetOptions::new().with_range(range);
        let result = self.store.get_opts(&data_path(key), options).await.map_err(found)?;
        let range = result.range.clone();
        let bytes = result.into_stream().map(|part| part.map_err(found)).boxed();
        Ok(Opened { info, range, bytes })
    }

    /// Removes a file; one that is not there is no error.
    ///
    /// # Errors
    /// [`FilesError::Storage`].
    pub async fn remove(&self, key: &FileKey) -> Result<(), FilesError> {
        for path in [info_path(key), data_path(key)] {
            match self.store.delete(&path).await.map_err(found) {
                Ok(()) | Err(FilesError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The address that opens a file without a token, under `origin` (`http://host:port`).
    ///
    /// `expires_at_s` is in seconds since 1970; without it the address opens the file for good.
    pub fn url(&self, origin: &str, key: &FileKey, expires_at_s: Option<i64>) -> String {
        let origin = origin.trim_end_matches('/');
        let signature = self.signer.sign(key, expires_at_s);
        match expires_at_s {
            Some(at_s) => format!("{origin}/files/{key}?expires={at_s}&signature={signature}"),
            None => format!("{origin}/files/{key}?signature={signature}"),
        }
    }

    /// Whether the query of an address made by [`Files::url`] opens `key` at the time `now_s`.
    pub fn verify(&self, key: &FileKey, query: &str, now_s: i64) -> bool {
        let (mut expires, mut signature) = (None, None);
        for pair in query.split('&') {
            match pair.split_once('=') {
                Some(("expires", value)) if expires.is_none() => expires = Some(value),
                Some(("signature", value)) if signature.is_none() => signature = Some(value),
                _ => return false,
            }
        }
        let at_s = match expires.map(str::parse::<i64>) {
            Some(Ok(at_s)) if at_s > now_s => Some(at_s),
            Some(_) => return false,
            None => None,
        };
        signature.is_some_and(|signature| self.signer.agrees(key, at_s, signature))
    }

    /// The key behind one of our own addresses, whatever host stands before it.
    ///
    /// The signature decides: an address with the right shape and a wrong or outdated one is a
    /// stranger's, and goes the way of all strangers' addresses.
    pub fn own_key(&self, url: &str, now_s: i64) -> Option<FileKey> {
        let url = Url::parse(url).ok()?;
        let mut parts = url.path_segments()?.rev();
        let key = FileKey::parse(parts.next()?)?;
        let ours = parts.next() == Some("files") && self.verify(&key, url.query()?, now_s);
        ours.then_some(key)
    }
}

fn data_path(key: &FileKey) -> ObjectPath {
    ObjectPath::from(key.as_str())
}

fn info_path(key: &FileKey) -> ObjectPath {
    ObjectPath::from(format!("{key}.json"))
}

/// Makes a folder that only this user may enter; one that exists stays as it is.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

fn storage(error: impl fmt::Display) -> FilesError {
    FilesError::Storage(error.to_string())
}

fn found(error: object_store::Error) -> FilesError {
    match error {
        object_store::Error::NotFound { .. } => FilesError::NotFound,
        error => storage(error),
    }
}
