//! What can be done with positions: load, rule, save and audit in one transaction.

use super::{NewPosition, Position, PositionChange, rules, store};
use crate::id::PositionId;
use crate::{Error, Hr, Page, PageRequest, Who};

/// Adds a position.
///
/// `Invalid` where the name is empty, a salary is negative or the range upside down.
pub async fn create(hr: &Hr, who: &Who, new: NewPosition) -> Result<Position, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let position = rules::create(new, w.now)?;
            let position = store::insert(w.tx, w.who.company, position).await?;
            w.audit("position.create", position.id.get()).await?;
            Ok(position)
        })
    })
    .await
}

/// One position; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: PositionId) -> Result<Position, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The positions of the company in the order of their ids.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<Position>, Error> {
    store::list(hr.db().read(), who.company, page).await
}

/// All positions of the company in the order of their ids, in one statement.
pub async fn all(hr: &Hr, who: &Who) -> Result<Vec<Position>, Error> {
    store::all(hr.db().read(), who.company).await
}

/// The first position that is called so, capitals counting.
pub async fn named(hr: &Hr, who: &Who, name: &str) -> Result<Option<Position>, Error> {
    store::named(hr.db().read(), who.company, name).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: PositionId,
    change: PositionChange,
) -> Result<Position, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let position = store::find(w.tx, w.who.company, id).await?;
            let position = rules::change(position, change, w.now)?;
            let position = store::update(w.tx, w.who.company, position).await?;
            w.audit("position.change", id.get()).await?;
            Ok(position)
        })
    })
    .await
}

/// Removes a position for good; `NotFound` where there is none.
pub async fn delete(hr: &Hr, who: &Who, id: PositionId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("position.delete", id.get()).await
        })
    })
    .await
}
