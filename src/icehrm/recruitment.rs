//! Tag Recruitment: jobs, candidates, applications and interviews.

use hr::id::{CandidateId, InterviewId, JobListingId};
use hr::{Error, application, candidate, employee, interview, job_listing};
use icehrm_server::requests::*;
use icehrm_server::traits::Recruitment;
use icehrm_server::types;
use wire::Paged;

use crate::translate::{candidates, changed, jobs, page, paged, removed};
use crate::{Caller, IceHrm};

impl Recruitment for IceHrm {
    async fn job_list(
        &self,
        caller: Caller,
        request: JobListRequest,
    ) -> Result<Paged<types::JobListed>, Error> {
        let page = page(request.page, request.limit);
        let filter = jobs::filter(request);
        let (who, viewer) = (caller.who(), caller.viewer());
        let found = job_listing::seen_list(&self.hr, who, viewer, filter, page).await?;
        Ok(paged(found, jobs::listed))
    }

    async fn job_save(&self, caller: Caller, request: JobSaveRequest) -> Result<types::Job, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        Ok(jobs::saved(match sent.id.map(JobListingId) {
            None => job_listing::create(hr, who, jobs::new(sent, caller.employee())?).await?,
            Some(id) => changed(job_listing::change(hr, who, id, jobs::change(sent)?).await)?,
        }))
    }

    async fn job_get(
        &self,
        caller: Caller,
        request: JobGetRequest,
    ) -> Result<types::JobDetail, Error> {
        let (hr, who, id) = (&self.hr, caller.who(), JobListingId(request.job_id));
        let found = job_listing::seen(hr, who, caller.viewer(), id).await?;
        let names = employee::names_of(hr, who, jobs::people(&found)).await?;
        Ok(jobs::shown(found, &names))
    }

    async fn job_delete(
        &self,
        caller: Caller,
        request: JobDeleteRequest,
    ) -> Result<types::Removed, Error> {
        let id = request.job_id;
        job_listing::delete(&self.hr, caller.who(), JobListingId(id)).await?;
        Ok(removed(id))
    }

    async fn application_list(
        &self,
        caller: Caller,
        request: ApplicationListRequest,
    ) -> Result<Paged<types::Application>, Error> {
        let (page, job) = (page(request.page, request.limit), JobListingId(request.job_id));
        let (who, viewer) = (caller.who(), caller.viewer());
        let found = application::seen_list(&self.hr, who, viewer, job, page).await?;
        Ok(paged(found, candidates::application))
    }

    async fn application_create(
        &self,
        caller: Caller,
        request: ApplicationCreateRequest,
    ) -> Result<types::Application, Error> {
        let new = candidates::new_application(request.job_id, request.body);
        let made = application::create(&self.hr, caller.who(), new).await?;
        Ok(candidates::application(made))
    }

    async fn candidate_list(
        &self,
        caller: Caller,
        request: CandidateListRequest,
    ) -> Result<Paged<types::CandidateListed>, Error> {
        let page = page(request.page, request.limit);
        let filter = candidates::filter(request);
        let (who, viewer) = (caller.who(), caller.viewer());
        let found = candidate::seen_list(&self.hr, who, viewer, &filter, page).await?;
        Ok(paged(found, candidates::listed))
    }

    async fn candidate_save(
        &self,
        caller: Caller,
        request: CandidateSaveRequest,
    ) -> Result<types::Candidate, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        Ok(candidates::shown(match sent.id.map(CandidateId) {
            None => candidate::create(hr, who, candidates::new(sent)).await?,
            Some(id) => changed(candidate::change(hr, who, id, candidates::change(sent)).await)?,
        }))
    }

    async fn candidate_get(
        &self,
        caller: Caller,
        request: CandidateGetRequest,
    ) -> Result<types::Candidate, Error> {
        let id = CandidateId(request.candidate_id);
        let found = candidate::seen(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(candidates::shown(found))
    }

    async fn candidate_delete(
        &self,
        caller: Caller,
        request: CandidateDeleteRequest,
    ) -> Result<types::Removed, Error> {
        let id = request.candidate_id;
        candidate::delete(&self.hr, caller.who(), CandidateId(id)).await?;
        Ok(removed(id))
    }

    async fn interview_list(
        &self,
        caller: Caller,
        request: InterviewListRequest,
    ) -> Result<Paged<types::Interview>, Error> {
        let (page, id) = (page(request.page, request.limit), CandidateId(request.candidate_id));
        let (who, viewer) = (caller.who(), caller.viewer());
        let found = interview::seen_list(&self.hr, who, viewer, id, page).await?;
        Ok(paged(found, candidates::interview))
    }

    async fn interview_save(
        &self,
        caller: Caller,
        request: InterviewSaveRequest,
    ) -> Result<types::Interview, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        let candidate = CandidateId(request.candidate_id);
        Ok(candidates::interview(match sent.id.map(InterviewId) {
            None => interview::create(hr, who, candidates::new_interview(candidate, sent)).await?,
            Some(id) => {
                let asked = candidates::interview_change(sent);
                of_candidate(interview::change(hr, who, candidate, id, asked).await)?
            }
        }))
    }
}

/// The candidate is named by the path, the interview by a field.
fn of_candidate<T>(changed_one: Result<T, Error>) -> Result<T, Error> {
    match changed_one {
        Err(Error::NotFound("candidate")) => Err(Error::NotFound("candidate")),
        other => changed(other),
    }
}
