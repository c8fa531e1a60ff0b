//! What can be done with interviews: load, rule, save and audit in one transaction.

use serde_json::json;

use super::{Interview, InterviewChange, NewInterview, rules, store};
use crate::id::{CandidateId, InterviewId};
use crate::notification::{self, NewNotification};
use crate::sight::Viewer;
use crate::{Error, Hr, Page, PageRequest, Who, Write, candidate, job_listing};

/// Arranges an interview and tells the job's hiring manager.
///
/// `NotFound` where there is no such candidate, `Invalid` where there is no such job.
pub async fn create(hr: &Hr, who: &Who, new: NewInterview) -> Result<Interview, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let it = rules::create(new, w.now);
            candidate::find(w.tx, company, it.candidate).await?;
            job_listing::require(w.tx, company, it.job, "job").await?;
            let it = store::insert(w.tx, company, it).await?;
            tell(&w, &it).await?;
            w.audit("interview.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Changes what `change` names of an interview with the candidate; tells the job's hiring manager
/// where it is at another time. Fails as [`create`] does, `NotFound` for another's interview too.
pub async fn change(
    hr: &Hr,
    who: &Who,
    candidate: CandidateId,
    id: InterviewId,
    change: InterviewChange,
) -> Result<Interview, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            candidate::find(w.tx, company, candidate).await?;
            let old = store::find(w.tx, company, id).await?;
            if old.candidate != candidate {
                return Err(Error::NotFound("interview"));
            }
            let it = rules::change(old.clone(), change, w.now);
            if it.job != old.job {
                job_listing::require(w.tx, company, it.job, "job").await?;
            }
            let it = store::update(w.tx, company, it).await?;
            if it.scheduled_at != old.scheduled_at {
                tell(&w, &it).await?;
            }
            w.audit("interview.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// The interviews with a candidate in the order of their ids, those only about jobs that the
/// viewer sees; fails as [`candidate::seen`] does.
pub async fn seen_list(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    candidate: CandidateId,
    page: PageRequest,
) -> Result<Page<Interview>, Error> {
    let db = hr.db().read();
    candidate::seen_in(db, who.company, viewer, candidate).await?;
    let hiring_manager = Some(viewer.employee).filter(|_| !viewer.is_admin());
    store::list(db, who.company, candidate, hiring_manager, page).await
}

async fn tell(w: &Write<'_>, it: &Interview) -> Result<(), Error> {
    let job = job_listing::find(w.tx, w.who.company, it.job).await?;
    let Some(employee) = job.hiring_manager else { return Ok(()) };
    let new = NewNotification {
        employee,
        title: "Interview arranged".to_owned(),
        body: format!("Interview for {}: {}.", job.title, it.scheduled_at.format("%F %R")),
        data: json!({ "kind": "interview", "id": it.id.get() }),
    };
    notification::raise(w, new).await.map(drop)
}
