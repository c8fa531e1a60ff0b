//! What can be done with departments: load, rule, save and audit in one transaction.

use std::collections::BTreeMap;

use super::{
    Department, DepartmentChange, Filter, NewDepartment, members, rules, store, structure,
};
use crate::id::{DepartmentId, EmployeeId};
use crate::{Error, Hr, Page, PageRequest, Who, Write, asset, employee};

/// Adds a department; its members leave the one that they were in.
///
/// `Invalid` where the name is empty, or a leader, head, member or parent is unknown.
pub async fn create(hr: &Hr, who: &Who, new: NewDepartment) -> Result<Department, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let people = new.members.clone();
            let it = rules::create(new, w.now)?;
            employee::require(w.tx, w.who.company, it.leader, "leader").await?;
            employee::require_all(w.tx, w.who.company, &people, "members").await?;
            let further = &it.structure.further_heads;
            employee::require_all(w.tx, w.who.company, further, "heads").await?;
            require_parent(&w, &it).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            members::replace(w.tx, w.who.company, it.id, &people).await?;
            w.audit("department.create", it.id.get()).await?;
            shown(&w, it).await
        })
    })
    .await
}

/// One department; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: DepartmentId) -> Result<Department, Error> {
    let db = hr.db().read();
    let row = store::find(db, who.company, id).await?;
    one(store::peopled(db, who.company, vec![row]).await?)
}

/// The departments of the company in the order of their ids.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<Department>, Error> {
    store::list(hr.db().read(), who.company, &Filter::default(), page).await
}

/// Those departments of the company that the filter lets through, in its order.
pub async fn structures(
    hr: &Hr,
    who: &Who,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Department>, Error> {
    store::list(hr.db().read(), who.company, filter, page).await
}

/// All departments of the company in the order of their ids, in three statements.
pub async fn all(hr: &Hr, who: &Who) -> Result<Vec<Department>, Error> {
    store::all(hr.db().read(), who.company).await
}

/// What the departments of the company are called, in the order of their ids, in one statement.
pub async fn names(hr: &Hr, who: &Who) -> Result<Vec<(DepartmentId, String)>, Error> {
    store::names(hr.db().read(), who.company).await
}

/// The departments of these employees by id and name, in one statement; who is in none is absent.
pub async fn of_employees(
    hr: &Hr,
    who: &Who,
    employees: Vec<EmployeeId>,
) -> Result<BTreeMap<EmployeeId, (DepartmentId, String)>, Error> {
    members::of_employees(hr.db().read(), who.company, employees).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
///
/// `Invalid` too where a head is not in the department, or the parent is below it.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: DepartmentId,
    change: DepartmentChange,
) -> Result<Department, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let people = change.members.clone();
            let it = store::find(w.tx, company, id).await?;
            let (before, above) = (it.leader, it.structure.parent);
            let headed = change.structure.heads.is_some();
            let it = rules::change(it, change, w.now)?;
            if it.leader != before && !headed {
                employee::require(w.tx, company, it.leader, "leader").await?;
            }
            if let Some(people) = &people {
                employee::require_all(w.tx, company, people, "members").await?;
                members::replace(w.tx, company, id, people).await?;
            }
            if headed {
                let found = members::of(w.tx, company, vec![id]).await?;
                let within = found.get(&id).map_or(&[][..], Vec::as_slice);
                rules::heads(
                    &[&[it.leader][..], &it.structure.further_heads[..]].concat(),
                    within,
                )?;
            }
            if it.structure.parent != above {
                require_parent(&w, &it).await?;
            }
            let it = store::update(w.tx, company, it).await?;
            w.audit("department.change", id.get()).await?;
            shown(&w, it).await
        })
    })
    .await
}

/// Removes a department for good; its members are in none then, and its assets are available.
/// `Conflict` where others are part of it.
pub async fn delete(hr: &Hr, who: &Who, id: DepartmentId) -> Result<(), Error> {
    hr.write(who, move |w| Box::pin(async move { remove(&w, id).await })).await
}

/// [`delete`] for who must not be left without any: `Conflict` for the last department, and for
/// one with people in it unless `let_go` puts them in none.
pub async fn dissolve(hr: &Hr, who: &Who, id: DepartmentId, let_go: bool) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            store::find(w.tx, company, id).await?;
            let people = members::of(w.tx, company, vec![id]).await?;
            let people = people.get(&id).map_or(0, Vec::len);
            rules::dissolve(store::total(w.tx, company).await?, people, let_go)?;
            remove(&w, id).await
        })
    })
    .await
}

async fn require_parent(w: &Write<'_>, it: &store::Row) -> Result<(), Error> {
    let Some(parent) = it.structure.parent else { return Ok(()) };
    let all = structure::all(w.tx, w.who.company).await?;
    rules::parent(it.id, parent, &all.iter().map(|it| (it.id, it.parent)).collect())
}

async fn remove(w: &Write<'_>, id: DepartmentId) -> Result<(), Error> {
    if structure::has_parts(w.tx, w.who.company, id).await? {
        return Err(Error::conflict("the department has others below it"));
    }
    members::clear(w.tx, w.who.company, id).await?;
    asset::release(w, id).await?;
    store::delete(w.tx, w.who.company, id).await?;
    w.audit("department.delete", id.get()).await
}

async fn shown(w: &Write<'_>, it: store::Row) -> Result<Department, Error> {
    one(store::peopled(w.tx, w.who.company, vec![it]).await?)
}

fn one(peopled: Vec<Department>) -> Result<Department, Error> {
    peopled.into_iter().next().ok_or(Error::NotFound("department"))
}
