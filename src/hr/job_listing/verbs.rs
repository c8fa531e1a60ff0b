//! What can be done with job listings: load, rule, save and audit in one transaction.

use sea_orm::ConnectionTrait;

use super::{Filter, JobListing, JobListingChange, NewJobListing, Summary, rules, store};
use crate::id::{CompanyId, JobListingId};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who, Write, employee};

/// Adds a job listing with its questions.
///
/// `Invalid` where the title or a question is empty, or the pay is negative or upside down;
/// `Duplicate` where another listing has its code, or a given question id is already in use.
pub async fn create(hr: &Hr, who: &Who, new: NewJobListing) -> Result<JobListing, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.hr.random(), w.now)?;
            require_people(&w, &it, None).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("job_listing.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One job listing; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: JobListingId) -> Result<JobListing, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The listings of the company that the filter lets through.
pub async fn list(
    hr: &Hr,
    who: &Who,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Summary>, Error> {
    store::list(hr.db().read(), who.company, filter, page).await
}

/// [`get`] for somebody; `Forbidden` unless the viewer is its hiring manager or an administrator.
pub async fn seen(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: JobListingId,
) -> Result<JobListing, Error> {
    seen_in(hr.db().read(), who.company, viewer, id).await
}

/// [`seen`] as part of another read or write.
pub(crate) async fn seen_in(
    db: &impl ConnectionTrait,
    company: CompanyId,
    viewer: Viewer,
    id: JobListingId,
) -> Result<JobListing, Error> {
    let it = store::find(db, company, id).await?;
    match viewer.is_admin() || it.hiring_manager == Some(viewer.employee) {
        true => Ok(it),
        false => Err(sight::denied()),
    }
}

/// [`list`] cut to what [`seen`] would show the viewer.
pub async fn seen_list(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    mut filter: Filter,
    page: PageRequest,
) -> Result<Page<Summary>, Error> {
    if !viewer.is_admin() {
        let asked = filter.hiring_managers.unwrap_or_else(|| vec![viewer.employee]);
        let own = asked.into_iter().filter(|id| *id == viewer.employee).collect();
        filter.hiring_managers = Some(own);
    }
    list(hr, who, &filter, page).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
///
/// `Invalid` on `questions` too where one is named that the listing does not have.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: JobListingId,
    change: JobListingChange,
) -> Result<JobListing, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let old = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(old.clone(), change, w.now)?;
            require_people(&w, &it, Some(&old)).await?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("job_listing.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a job listing for good, with its questions, applications and interviews; `NotFound`
/// where there is none.
pub async fn delete(hr: &Hr, who: &Who, id: JobListingId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("job_listing.delete", id.get()).await
        })
    })
    .await
}

/// Refuses people who are no employees, where they are new ones.
async fn require_people(
    w: &Write<'_>,
    it: &JobListing,
    old: Option<&JobListing>,
) -> Result<(), Error> {
    let (tx, company) = (w.tx, w.who.company);
    let before = old.and_then(|old| old.hiring_manager);
    if let Some(id) = it.hiring_manager.filter(|id| Some(*id) != before) {
        employee::require(tx, company, id, "hiring_manager").await?;
    }
    match it.posted_by.filter(|_| old.is_none()) {
        Some(id) => employee::require(tx, company, id, "posted_by").await,
        None => Ok(()),
    }
}
