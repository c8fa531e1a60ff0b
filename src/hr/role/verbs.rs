//! What can be done with roles: load, rule, save and audit in one transaction.

use std::collections::BTreeSet;

use super::{NewRole, Role, RoleChange, rules, store};
use crate::db::Tx;
use crate::id::{CompanyId, RoleId};
use crate::{Error, Hr, Page, PageRequest, Who, employee, menu};

/// Adds a role and gives it menus.
///
/// `Invalid` where name or key are empty or a menu does not exist, `Duplicate` where another role
/// of the company has the key.
pub async fn create(hr: &Hr, who: &Who, new: NewRole) -> Result<Role, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let role = rules::create(new, store::next_sort(w.tx, company).await?, w.now)?;
            check(w.tx, company, &role).await?;
            let role = store::insert(w.tx, company, role).await?;
            w.audit("role.create", role.id.get()).await?;
            Ok(role)
        })
    })
    .await
}

/// One role; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: RoleId) -> Result<Role, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The role with this key; `NotFound` where the company has none such.
pub async fn by_key(hr: &Hr, who: &Who, key: &str) -> Result<Role, Error> {
    store::by_key(hr.db().read(), who.company, key).await
}

/// The roles of the company in the order of their ids.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<Role>, Error> {
    store::list(hr.db().read(), who.company, page).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(hr: &Hr, who: &Who, id: RoleId, change: RoleChange) -> Result<Role, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let role = store::find(w.tx, company, id).await?;
            let role = rules::change(role, change, w.now)?;
            check(w.tx, company, &role).await?;
            let role = store::update(w.tx, company, role).await?;
            w.audit("role.change", id.get()).await?;
            Ok(role)
        })
    })
    .await
}

/// Removes a role for good; `WrongState` while an employee holds it.
pub async fn delete(hr: &Hr, who: &Who, id: RoleId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            store::find(w.tx, company, id).await?;
            if employee::holds(w.tx, company, id).await? {
                return Err(Error::wrong_state("the role is held by an employee"));
            }
            store::delete(w.tx, company, id).await?;
            w.audit("role.delete", id.get()).await
        })
    })
    .await
}

async fn check(tx: &Tx, company: CompanyId, role: &Role) -> Result<(), Error> {
    let menus: BTreeSet<_> = role.menus.iter().copied().collect();
    menu::require_all(tx, &menus, "menus").await?;
    match store::key_taken(tx, company, &role.key, role.id).await? {
        true => Err(Error::Duplicate { field: "key" }),
        false => Ok(()),
    }
}
