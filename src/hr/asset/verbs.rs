//! What can be done with assets: load, rule, save and audit in one transaction.

use chrono::NaiveDate;

use super::{Asset, AssetChange, NewAsset, rules, store};
use crate::id::{AssetId, EmployeeId};
use crate::{Error, Hr, Page, PageRequest, Who, Write, employee};

/// Adds an available asset; `Duplicate` where another has its tag.
pub async fn create(hr: &Hr, who: &Who, new: NewAsset) -> Result<Asset, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("asset.create", it.id.get()).await?;
            shown(&w, it).await
        })
    })
    .await
}

/// One asset; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: AssetId) -> Result<Asset, Error> {
    let db = hr.db().read();
    let row = store::find(db, who.company, id).await?;
    one(store::named(db, who.company, vec![row]).await?)
}

/// The assets of the company in the order of their ids, with their holders.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<Asset>, Error> {
    store::list(hr.db().read(), who.company, page).await
}

/// Changes what `change` names; `WrongState` for the status of an asset that somebody has.
pub async fn change(hr: &Hr, who: &Who, id: AssetId, change: AssetChange) -> Result<Asset, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(it, change, w.now)?;
            save(&w, it, "asset.change").await
        })
    })
    .await
}

/// Gives an available asset to an employee, from the day `on` or else from today in UTC.
///
/// `WrongState` where it is not available.
pub async fn assign(
    hr: &Hr,
    who: &Who,
    id: AssetId,
    to: EmployeeId,
    on: Option<NaiveDate>,
) -> Result<Asset, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::assign(it, to, on.unwrap_or(w.now.date_naive()), w.now)?;
            employee::require(w.tx, w.who.company, to, "employee_id").await?;
            save(&w, it, "asset.assign").await
        })
    })
    .await
}

/// Makes an assigned asset available again; `WrongState` where nobody has it.
pub async fn take_back(hr: &Hr, who: &Who, id: AssetId) -> Result<Asset, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::take_back(it, w.now)?;
            save(&w, it, "asset.take_back").await
        })
    })
    .await
}

async fn save(w: &Write<'_>, it: store::Row, verb: &'static str) -> Result<Asset, Error> {
    let it = store::update(w.tx, w.who.company, it).await?;
    w.audit(verb, it.id.get()).await?;
    shown(w, it).await
}

async fn shown(w: &Write<'_>, it: store::Row) -> Result<Asset, Error> {
    one(store::named(w.tx, w.who.company, vec![it]).await?)
}

fn one(named: Vec<Asset>) -> Result<Asset, Error> {
    named.into_iter().next().ok_or(Error::NotFound("asset"))
}
