//! What can be done with candidates: load, rule, save and audit in one transaction.

use sea_orm::ConnectionTrait;

use super::{Candidate, CandidateChange, Filter, NewCandidate, Summary, rules, store};
use crate::id::{CandidateId, CompanyId};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who, application};

/// Adds a candidate; `Invalid` where a required text is empty.
pub async fn create(hr: &Hr, who: &Who, new: NewCandidate) -> Result<Candidate, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("candidate.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One candidate; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: CandidateId) -> Result<Candidate, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// [`get`] for somebody; `Forbidden` unless the candidate applied for a job of which the viewer is
/// the hiring manager. Administrators see every candidate.
pub async fn seen(hr: &Hr, who: &Who, viewer: Viewer, id: CandidateId) -> Result<Candidate, Error> {
    seen_in(hr.db().read(), who.company, viewer, id).await
}

/// [`seen`] as part of another read.
pub(crate) async fn seen_in(
    db: &impl ConnectionTrait,
    company: CompanyId,
    viewer: Viewer,
    id: CandidateId,
) -> Result<Candidate, Error> {
    let it = store::find(db, company, id).await?;
    if !viewer.is_admin() && !application::met(db, company, viewer.employee, id).await? {
        return Err(sight::denied());
    }
    Ok(it)
}

/// The candidates that the filter lets through, cut to what [`seen`] would show the viewer.
pub async fn seen_list(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Summary>, Error> {
    let own = || application::applicants_of(who.company, viewer.employee);
    let among = (!viewer.is_admin()).then(own);
    store::list(hr.db().read(), who.company, filter, among, page).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: CandidateId,
    change: CandidateChange,
) -> Result<Candidate, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(it, change, w.now)?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("candidate.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a candidate for good, with applications and interviews; `NotFound` where there is none.
pub async fn delete(hr: &Hr, who: &Who, id: CandidateId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("candidate.delete", id.get()).await
        })
    })
    .await
}
