//! What can be done with tags: load, rule, save and audit in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use super::{Tag, store};
use crate::id::{EmployeeId, TagId};
use crate::{Error, Faults, Hr, Who, employee};

/// Adds a tag that nobody has yet; `Invalid` where the name is empty.
pub async fn create(hr: &Hr, who: &Who, name: String) -> Result<Tag, Error> {
    Faults::default().filled("name", &name).result()?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::insert(w.tx, w.who.company, name, w.now).await?;
            w.audit("tag.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One tag; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: TagId) -> Result<Tag, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// Every tag of the company in the order of their ids.
pub async fn list(hr: &Hr, who: &Who) -> Result<Vec<Tag>, Error> {
    store::list(hr.db().read(), who.company).await
}

/// Gives a tag another name; fails as [`create`] and [`get`] do.
pub async fn rename(hr: &Hr, who: &Who, id: TagId, name: String) -> Result<Tag, Error> {
    Faults::default().filled("name", &name).result()?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::rename(w.tx, w.who.company, id, name, w.now).await?;
            w.audit("tag.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Who has the tag, in the order of ids.
pub async fn members(hr: &Hr, who: &Who, id: TagId) -> Result<Vec<EmployeeId>, Error> {
    let db = hr.db().read();
    store::find(db, who.company, id).await?;
    store::members(db, who.company, id).await
}

/// Who has which tag, in one statement; a tag that nobody has is not in it.
pub async fn members_of_all(
    hr: &Hr,
    who: &Who,
) -> Result<BTreeMap<TagId, BTreeSet<EmployeeId>>, Error> {
    store::members_of_all(hr.db().read(), who.company).await
}

/// Makes exactly these people have the tag; `Invalid` where one of them is unknown.
pub async fn put(hr: &Hr, who: &Who, id: TagId, people: Vec<EmployeeId>) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::find(w.tx, w.who.company, id).await?;
            employee::require_all(w.tx, w.who.company, &people, "employees").await?;
            store::put(w.tx, w.who.company, id, people).await?;
            w.audit("tag.put", id.get()).await
        })
    })
    .await
}

/// Removes a tag for good; `Conflict` while somebody has it, unless `let_go` takes it off them.
pub async fn delete(hr: &Hr, who: &Who, id: TagId, let_go: bool) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            if !let_go && !store::members(w.tx, w.who.company, id).await?.is_empty() {
                return Err(Error::conflict("somebody still has the tag"));
            }
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("tag.delete", id.get()).await
        })
    })
    .await
}
