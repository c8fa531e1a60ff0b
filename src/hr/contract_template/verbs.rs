//! What can be done with contract templates: load, rule, save and audit in one transaction.

use super::{ContractTemplate, ContractTemplateChange, NewContractTemplate, rules, store};
use crate::id::ContractTemplateId;
use crate::{Error, Hr, Page, PageRequest, Who};

/// Adds a contract template; `Invalid` where a rule is broken.
pub async fn create(
    hr: &Hr,
    who: &Who,
    new: NewContractTemplate,
) -> Result<ContractTemplate, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("contract_template.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One contract template; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: ContractTemplateId) -> Result<ContractTemplate, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The contract templates of the company in the order of their ids.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<ContractTemplate>, Error> {
    store::list(hr.db().read(), who.company, page).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: ContractTemplateId,
    change: ContractTemplateChange,
) -> Result<ContractTemplate, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(it, change, w.now)?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("contract_template.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a contract template for good; `NotFound` where there is none.
pub async fn delete(hr: &Hr, who: &Who, id: ContractTemplateId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("contract_template.delete", id.get()).await
        })
    })
    .await
}
