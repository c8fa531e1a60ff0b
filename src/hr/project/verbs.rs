//! What can be done with projects: load, rule, save and audit in one transaction.

use sea_orm::ConnectionTrait;

use super::{Filter, NewProject, Project, ProjectChange, Sort, Status, rules, store};
use crate::access::Level;
use crate::id::{CompanyId, EmployeeId, ProjectId};
use crate::setting::{self, Key};
use crate::sight::Viewer;
use crate::{Error, Hr, Page, PageRequest, Who};

/// Adds a project; only an administrator may.
pub async fn create(hr: &Hr, who: &Who, viewer: Viewer, new: NewProject) -> Result<Project, Error> {
    viewer.require(Level::Admin)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("project.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Changes what `change` names; only an administrator may.
pub async fn change(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: ProjectId,
    change: ProjectChange,
) -> Result<Project, Error> {
    viewer.require(Level::Admin)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(it, change, w.now)?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("project.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a project and its assignments for good; the time that was entered for it stays without
/// a project. Only an administrator may.
pub async fn delete(hr: &Hr, who: &Who, viewer: Viewer, id: ProjectId) -> Result<(), Error> {
    viewer.require(Level::Admin)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("project.delete", id.get()).await
        })
    })
    .await
}

/// One project; `NotFound` where the company has none with this id, `Forbidden` where `viewer`
/// does not see it: see [`list`].
pub async fn get(hr: &Hr, who: &Who, viewer: Viewer, id: ProjectId) -> Result<Project, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let it = store::find(db, company, id).await?;
    let hidden = match own_only(db, company, viewer).await? {
        None => false,
        Some(me) => it.status != Status::Active || !store::is_on(db, company, id, me).await?,
    };
    if hidden {
        return Err(Error::forbidden("you are not on this project"));
    }
    Ok(it)
}

/// The projects that the filter lets through and `viewer` sees: all of them, or the active ones
/// that one is on where the company does not make projects available to everybody.
pub async fn list(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    filter: &Filter,
    sort: Sort,
    page: PageRequest,
) -> Result<Page<Project>, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let of = own_only(db, company, viewer).await?;
    store::list(db, company, of, filter, sort, page).await
}

/// Refuses a project that the company does not have, or that an employee may not enter time for.
pub(crate) async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: ProjectId,
    employee: EmployeeId,
) -> Result<(), Error> {
    let refused = |message| Err(Error::invalid("project", message));
    match store::find(db, company, id).await {
        Err(Error::NotFound(_)) => return refused("is not a project of the company"),
        found => found?,
    };
    let open = setting::on(db, company, Key::ProjectsForAll).await?;
    match open || store::is_on(db, company, id, employee).await? {
        true => Ok(()),
        false => refused("is not a project that the employee is on"),
    }
}

/// Whose projects a viewer sees and no others; `None` where it is all.
async fn own_only(
    db: &impl ConnectionTrait,
    company: CompanyId,
    viewer: Viewer,
) -> Result<Option<EmployeeId>, Error> {
    let all = viewer.is_admin() || setting::on(db, company, Key::ProjectsForAll).await?;
    Ok((!all).then_some(viewer.employee))
}
