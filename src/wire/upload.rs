//! Files that arrive in multipart bodies, spooled to disk and counted while they stream in.

use std::cell::RefCell;
use std::fmt;
use std::fs::File;

use serde::de::{Deserialize, Deserializer, Error};

/// One uploaded file, on disk without a name: it is gone when this is dropped.
pub struct Upload {
    /// As the client named it; never a path to use.
    pub file_name: Option<String>,
    /// As the client labelled it; not to be believed.
    pub content_type: Option<String>,
    /// Bytes in the file.
    pub size: u64,
    /// At its beginning.
    pub file: File,
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload").field("size", &self.size).finish_non_exhaustive()
    }
}

thread_local! {
    /// Files of the form that is being deserialised right now, by number.
    static ARRIVED: RefCell<Vec<Option<Upload>>> = const { RefCell::new(Vec::new()) };
}

/// Runs a deserialisation in which file number `n` of the form may be read as the integer `n`.
/// Serde's data model has no place for an open file, so it travels beside the form's values.
pub(crate) fn with_files<T>(files: Vec<Option<Upload>>, read: impl FnOnce() -> T) -> T {
    ARRIVED.set(files);
    let value = read();
    ARRIVED.set(Vec::new());
    value
}

impl<'de> Deserialize<'de> for Upload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = usize::deserialize(deserializer)?;
        let taken = ARRIVED.with_borrow_mut(|files| files.get_mut(number)?.take());
        taken.ok_or_else(|| D::Error::custom("no such file"))
    }
}
