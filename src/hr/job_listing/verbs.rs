//! What can be done with job listings: load, rule, save and audit in one transaction.

use super::{JobListing, JobListingChange, NewJobListing, Summary, rules, store};
use crate::id::JobListingId;
use crate::{Error, Hr, Page, PageRequest, Who};

/// Adds a job listing with its questions.
///
/// `Invalid` where the title or a question is empty, or the pay is negative or upside down;
/// `Duplicate` where a given question id is already in use.
pub async fn create(hr: &Hr, who: &Who, new: NewJobListing) -> Result<JobListing, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.hr.random(), w.now)?;
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

/// The listings of the company, published ones, discontinued ones or all, in the order of ids.
pub async fn list(
    hr: &Hr,
    who: &Who,
    published: Option<bool>,
    page: PageRequest,
) -> Result<Page<Summary>, Error> {
    store::list(hr.db().read(), who.company, published, page).await
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
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(it, change, w.now)?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("job_listing.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a job listing and its questions for good; `NotFound` where there is none.
pub async fn delete(hr: &Hr, who: &Who, id: JobListingId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("job_listing.delete", id.get()).await
        })
    })
    .await
}
