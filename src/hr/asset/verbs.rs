//! What can be done with assets: load, rule, save and audit in one transaction.

use chrono::NaiveDate;

use super::store::{Row, Seen};
use super::{Asset, AssetChange, Assignment, Filter, Keeper, NewAsset, history, rules, store};
use crate::id::{AssetId, DepartmentId};
use crate::sight::{self, Sight, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who, Write, asset_type, department, employee};

/// Adds an asset; `Duplicate` where another has its tag, `Invalid` where its type or who is to
/// have it does not exist.
pub async fn create(hr: &Hr, who: &Who, new: NewAsset) -> Result<Asset, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            require(&w, &it, None).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            history::note(w.tx, w.who.company, None, &it, w.now.date_naive()).await?;
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

/// The assets of the company that the filter lets through, with their types and holders.
pub async fn list(
    hr: &Hr,
    who: &Who,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Asset>, Error> {
    store::list(hr.db().read(), who.company, filter, None, page).await
}

/// [`get`] for somebody; `Forbidden` unless one whom the viewer sees has it, or a department
/// that the viewer leads. Administrators see every asset.
pub async fn seen(hr: &Hr, who: &Who, viewer: Viewer, id: AssetId) -> Result<Asset, Error> {
    let db = hr.db().read();
    let row = store::find(db, who.company, id).await?;
    if let Some(seen) = sight_of(hr, who, viewer).await?
        && !seen.sees(&row)
    {
        return Err(sight::denied());
    }
    one(store::named(db, who.company, vec![row]).await?)
}

/// [`list`] cut to what [`seen`] would show the viewer.
pub async fn seen_list(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Asset>, Error> {
    let seen = sight_of(hr, who, viewer).await?;
    store::list(hr.db().read(), who.company, filter, seen, page).await
}

/// None for who sees every asset.
async fn sight_of(hr: &Hr, who: &Who, viewer: Viewer) -> Result<Option<Seen>, Error> {
    match sight::of(hr, who, viewer).await? {
        Sight::All => Ok(None),
        Sight::Only(employees) => {
            let db = hr.db().read();
            let departments = department::headed_by(db, who.company, viewer.employee).await?;
            Ok(Some(Seen { employees, departments }))
        }
    }
}

/// Who had the asset, the first one first; `NotFound` as [`get`].
pub async fn assignments(hr: &Hr, who: &Who, id: AssetId) -> Result<Vec<Assignment>, Error> {
    let db = hr.db().read();
    store::find(db, who.company, id).await?;
    history::of(db, who.company, id).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
///
/// `WrongState` for the status of an asset that somebody has, and where one is to be given away
/// that is in repair or retired.
pub async fn change(hr: &Hr, who: &Who, id: AssetId, change: AssetChange) -> Result<Asset, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let old = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(old.clone(), change, w.now)?;
            require(&w, &it, Some(&old)).await?;
            save(&w, &old, it, "asset.change").await
        })
    })
    .await
}

/// Gives an available asset to an employee or a department, from the day `on` or else from today
/// in UTC.
///
/// `WrongState` where it is not available.
pub async fn assign(
    hr: &Hr,
    who: &Who,
    id: AssetId,
    to: Keeper,
    on: Option<NaiveDate>,
) -> Result<Asset, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let old = store::find(w.tx, w.who.company, id).await?;
            let on = on.unwrap_or(w.now.date_naive());
            let it = rules::assign(old.clone(), to, on, w.now)?;
            require(&w, &it, Some(&old)).await?;
            save(&w, &old, it, "asset.assign").await
        })
    })
    .await
}

/// Makes an assigned asset available again; `WrongState` where nobody has it.
pub async fn take_back(hr: &Hr, who: &Who, id: AssetId) -> Result<Asset, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let old = store::find(w.tx, w.who.company, id).await?;
            let it = rules::take_back(old.clone(), w.now)?;
            save(&w, &old, it, "asset.take_back").await
        })
    })
    .await
}

/// Removes an asset and its history for good; `NotFound` where there is none.
pub async fn delete(hr: &Hr, who: &Who, id: AssetId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("asset.delete", id.get()).await
        })
    })
    .await
}

/// Takes back what a department has, because it ends.
pub(crate) async fn release(w: &Write<'_>, department: DepartmentId) -> Result<(), Error> {
    let company = w.who.company;
    let assets = store::held_by(w.tx, company, department).await?;
    if assets.is_empty() {
        return Ok(());
    }
    history::end(w.tx, company, assets.clone(), w.now.date_naive()).await?;
    store::free(w.tx, company, assets, w.now).await
}

/// Refuses a type and a holder that the company does not have, where they are new ones.
async fn require(w: &Write<'_>, it: &Row, old: Option<&Row>) -> Result<(), Error> {
    let (tx, company) = (w.tx, w.who.company);
    if let Some(id) = it.kind.filter(|_| it.kind != old.and_then(|old| old.kind)) {
        asset_type::require(tx, company, id, "kind").await?;
    }
    let before = old.and_then(|old| old.held);
    match it.held.filter(|_| it.held != before).map(|(keeper, _)| keeper) {
        Some(Keeper::Employee(id)) => employee::require(tx, company, id, "employee_id").await,
        Some(Keeper::Department(id)) => department::require(tx, company, id, "department_id").await,
        None => Ok(()),
    }
}

async fn save(w: &Write<'_>, old: &Row, it: Row, verb: &'static str) -> Result<Asset, Error> {
    let it = store::update(w.tx, w.who.company, it).await?;
    history::note(w.tx, w.who.company, old.held, &it, w.now.date_naive()).await?;
    w.audit(verb, it.id.get()).await?;
    shown(w, it).await
}

async fn shown(w: &Write<'_>, it: Row) -> Result<Asset, Error> {
    one(store::named(w.tx, w.who.company, vec![it]).await?)
}

fn one(named: Vec<Asset>) -> Result<Asset, Error> {
    named.into_iter().next().ok_or(Error::NotFound("asset"))
}
