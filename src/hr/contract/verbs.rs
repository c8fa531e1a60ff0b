//! What can be done with contracts: load, rule, save and audit in one transaction.

use super::{Contract, ContractChange, NewContract, Renewal, rules, store};
use crate::id::ContractId;
use crate::{Error, Hr, Page, PageRequest, Who, Write};
use crate::{contract_template, employee};

/// Adds a contract; `Invalid` where a rule is broken.
pub async fn create(hr: &Hr, who: &Who, new: NewContract) -> Result<Contract, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            check_references(&w, &it).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("contract.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One contract; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: ContractId) -> Result<Contract, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The contracts of the company in the order of their ids.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<Contract>, Error> {
    store::list(hr.db().read(), who.company, page).await
}

/// The contracts that have matured: their end lies in the past, or they are marked so.
pub async fn list_expired(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<Contract>, Error> {
    let now = hr.clock().now().naive_utc();
    store::list_expired(hr.db().read(), who.company, now, page).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: ContractId,
    change: ContractChange,
) -> Result<Contract, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let before = it.template;
            let it = rules::change(it, change, w.now)?;
            if it.template != before {
                check_references(&w, &it).await?;
            }
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("contract.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Makes a new contract that follows the given one, which stays as it is.
///
/// Employee, position and name carry over; `NotFound` where there is no such contract, `Invalid`
/// where the template is unknown or the end does not follow the start.
pub async fn renew(
    hr: &Hr,
    who: &Who,
    id: ContractId,
    renewal: Renewal,
) -> Result<Contract, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let old = store::find(w.tx, w.who.company, id).await?;
            let it = rules::renew(old, renewal, w.now)?;
            check_references(&w, &it).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("contract.renew", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a contract for good; `NotFound` where there is none.
pub async fn delete(hr: &Hr, who: &Who, id: ContractId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("contract.delete", id.get()).await
        })
    })
    .await
}

async fn check_references(w: &Write<'_>, it: &Contract) -> Result<(), Error> {
    let company = w.who.company;
    employee::require(w.tx, company, it.employee, "employee_id").await?;
    contract_template::require(w.tx, company, it.template, "template_id").await
}
