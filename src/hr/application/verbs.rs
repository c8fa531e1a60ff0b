//! What can be done with applications: load, rule, save and audit in one transaction.

use super::{Application, NewApplication, store};
use crate::access::company::local_time;
use crate::id::JobListingId;
use crate::sight::Viewer;
use crate::{Error, Hr, Page, PageRequest, Who, candidate, job_listing};

/// Notes that a candidate wants a job.
///
/// `NotFound` where there is no such job, `Invalid` where there is no such candidate or one who has
/// applied for it already, `WrongState` where the job is not active or its closing date is over.
pub async fn create(hr: &Hr, who: &Who, new: NewApplication) -> Result<Application, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let job = job_listing::find(w.tx, company, new.job).await?;
            candidate::require(w.tx, company, new.candidate, "candidate").await?;
            let now = local_time(w.tx, company, w.now).await?;
            job_listing::takes_applications(&job, now)?;
            let it = store::insert(w.tx, company, new, w.now).await.map_err(once)?;
            w.audit("application.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// The applications for a job in the order of their ids; fails as [`job_listing::seen`] does.
pub async fn seen_list(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    job: JobListingId,
    page: PageRequest,
) -> Result<Page<Application>, Error> {
    let db = hr.db().read();
    job_listing::seen_in(db, who.company, viewer, job).await?;
    store::list(db, who.company, job, page).await
}

/// A candidate wants a job once.
fn once(error: Error) -> Error {
    match error {
        Error::Duplicate { .. } => Error::invalid("candidate", "has applied for the job already"),
        other => other,
    }
}
