//! What can be done with documents: load, rule, save and audit in one transaction.

use super::{Document, DocumentChange, Filter, NewDocument, Summary, rules, store};
use crate::id::{DocumentId, EmployeeId};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who, Write, employee, file};

/// Adds a document of an employee.
///
/// `Invalid` where the name is empty, the employee, the stored file or somebody whom it is shared
/// with is unknown, or it is shared with the same employee twice.
pub async fn create(hr: &Hr, who: &Who, new: NewDocument) -> Result<Document, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            employee::require(w.tx, w.who.company, it.employee, "employee_id").await?;
            check_file(&w, &it).await?;
            check_shares(&w, &it).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("document.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One document with its shares; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: DocumentId) -> Result<Document, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The documents of the company in the order of their ids, without their shares.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<Summary>, Error> {
    store::list(hr.db().read(), who.company, page).await
}

/// The documents that the filter lets through today, in its order, without their shares; for
/// administrators only (`Forbidden`).
pub async fn list_by(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Summary>, Error> {
    admins_only(viewer)?;
    let today = hr.clock().today();
    store::list_by(hr.db().read(), who.company, filter, today, page).await
}

/// The same of one employee; `NotFound` where the company has none such.
pub async fn list_of(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    employee: EmployeeId,
    filter: Filter,
    page: PageRequest,
) -> Result<Page<Summary>, Error> {
    sight::require(hr, who, viewer, employee).await?;
    let filter = Filter { employees: filter.employees_of(employee), ..filter };
    list_by(hr, who, viewer, &filter, page).await
}

/// One document with the name of its owner; fails as [`get`] and [`list_by`] do.
pub async fn read(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: DocumentId,
) -> Result<(Document, String), Error> {
    admins_only(viewer)?;
    let it = get(hr, who, id).await?;
    let mut names = employee::names(hr.db().read(), who.company, vec![it.employee]).await?;
    let owner = names.remove(&it.employee).unwrap_or_default();
    Ok((it, owner))
}

fn admins_only(viewer: Viewer) -> Result<(), Error> {
    if viewer.is_admin() { Ok(()) } else { Err(sight::denied()) }
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
///
/// What stays is not looked up again: people leave, and the document must remain editable.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: DocumentId,
    change: DocumentChange,
) -> Result<Document, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let old = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(old.clone(), change, w.now)?;
            if old.file != it.file {
                check_file(&w, &it).await?;
            }
            if old.shares != it.shares {
                check_shares(&w, &it).await?;
            }
            let it = store::update(w.tx, w.who.company, &old, it).await?;
            w.audit("document.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a document and its shares for good; `NotFound` where there is none.
pub async fn delete(hr: &Hr, who: &Who, id: DocumentId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("document.delete", id.get()).await
        })
    })
    .await
}

async fn check_file(w: &Write<'_>, it: &Document) -> Result<(), Error> {
    file::require(w.tx, w.who.company, it.file.as_ref(), "file").await
}

async fn check_shares(w: &Write<'_>, it: &Document) -> Result<(), Error> {
    let people: Vec<_> = it.shares.iter().map(|share| share.employee).collect();
    employee::require_all(w.tx, w.who.company, &people, "shares").await
}
