//! What can be done with qualifications: load, rule, save and audit in one transaction.

use super::{Filter, Held, Kind, NewHeld, Qualification, rules, store};
use crate::id::{EmployeeId, EmployeeQualificationId};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who, employee};

/// Adds something to the company's list; `Invalid` where the name is empty, `Duplicate` where it
/// is there already.
pub async fn define(hr: &Hr, who: &Who, kind: Kind, name: String) -> Result<Qualification, Error> {
    rules::define(&name)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::define(w.tx, w.who.company, kind, name, w.now).await?;
            w.audit("qualification.define", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// The company's list of a kind in the order of ids.
pub async fn all(hr: &Hr, who: &Who, kind: Kind) -> Result<Vec<Qualification>, Error> {
    store::all(hr.db().read(), who.company, kind).await
}

/// Notes that somebody can something.
///
/// `Invalid` where the employee or the qualification does not exist or the end is before the
/// start; `Duplicate` where they have it already, unless it is an education.
pub async fn add(hr: &Hr, who: &Who, new: NewHeld) -> Result<EmployeeQualificationId, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            employee::require(w.tx, company, new.employee, "employee").await?;
            let it = store::find(w.tx, company, new.qualification).await?;
            let it = it.ok_or_else(|| Error::invalid("qualification", "does not exist"))?;
            rules::add(&new, it.kind, store::has(w.tx, company, &new).await?)?;
            let id = store::insert(w.tx, company, it.kind, new, w.now).await?;
            w.audit("qualification.add", id.get()).await?;
            Ok(id)
        })
    })
    .await
}

/// What somebody has of a kind; `NotFound` where the company has no such employee, `Forbidden`
/// where they are not in the viewer's sight.
pub async fn list(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    (employee, kind): (EmployeeId, Kind),
    filter: Filter,
    page: PageRequest,
) -> Result<Page<Held>, Error> {
    sight::require(hr, who, viewer, employee).await?;
    store::list(hr.db().read(), who.company, employee, kind, filter, page).await
}
