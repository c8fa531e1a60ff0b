//! What can be done with files: noted once their bytes are stored, found again by their key.

use super::{File, NewFile, store};
use crate::{Error, Hr, Who};

/// Notes a file whose bytes are in storage.
pub async fn record(hr: &Hr, who: &Who, new: NewFile) -> Result<File, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::insert(&w, w.tx, new).await?;
            w.audit("file.record", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// The file behind a key; `NotFound` where there is none.
///
/// Asks for no company: a key is only known from an address that this server signed.
pub async fn by_key(hr: &Hr, key: &str) -> Result<File, Error> {
    store::by_key(hr.db().read(), key).await
}
