//! What can be done with settings.

use super::{Key, Setting, rules, store};
use crate::{Error, Hr, Who};

/// One setting as it stands in the company.
pub async fn get(hr: &Hr, who: &Who, key: Key) -> Result<Setting, Error> {
    let found = store::find(hr.db().read(), who.company, &[key]).await?;
    found.into_iter().next().ok_or(Error::NotFound("setting"))
}

/// Every setting as it stands in the company, in the order of ids, in two statements at most.
pub async fn list(hr: &Hr, who: &Who) -> Result<Vec<Setting>, Error> {
    store::find(hr.db().read(), who.company, Key::ALL).await
}

/// Sets the setting with this id.
///
/// `Invalid` where there is none with this id, or it cannot have this value.
pub async fn save(hr: &Hr, who: &Who, id: i64, value: String) -> Result<Setting, Error> {
    let key = Key::of(id).ok_or_else(|| Error::invalid("id", "does not exist"))?;
    rules::check(key, &value)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            store::save(&w, key, value).await?;
            w.audit("setting.save", key.id()).await?;
            let found = store::find(w.tx, w.who.company, &[key]).await?;
            found.into_iter().next().ok_or(Error::NotFound("setting"))
        })
    })
    .await
}
