//! Recruitment: the handlers of its operations.

use crate::IceHrm;
use icehrm_server::traits::Recruitment;
use icehrm_server::{requests, types};

impl Recruitment for IceHrm {
    async fn job_list(
        &self,
        _caller: Self::Caller,
        _request: requests::JobListRequest,
    ) -> Result<wire::Paged<types::JobListed>, Self::Error> {
        Err(hr::Error::not_implemented("job_list"))
    }

    async fn job_save(
        &self,
        _caller: Self::Caller,
        _request: requests::JobSaveRequest,
    ) -> Result<types::Job, Self::Error> {
        Err(hr::Error::not_implemented("job_save"))
    }

    async fn job_get(
        &self,
        _caller: Self::Caller,
        _request: requests::JobGetRequest,
    ) -> Result<types::JobDetail, Self::Error> {
        Err(hr::Error::not_implemented("job_get"))
    }

    async fn job_delete(
        &self,
        _caller: Self::Caller,
        _request: requests::JobDeleteRequest,
    ) -> Result<types::Removed, Self::Error> {
        Err(hr::Error::not_implemented("job_delete"))
    }

    async fn application_list(
        &self,
        _caller: Self::Caller,
        _request: requests::ApplicationListRequest,
    ) -> Result<wire::Paged<types::Application>, Self::Error> {
        Err(hr::Error::not_implemented("application_list"))
    }

    async fn application_create(
        &self,
        _caller: Self::Caller,
        _request: requests::ApplicationCreateRequest,
    ) -> Result<types::Application, Self::Error> {
        Err(hr::Error::not_implemented("application_create"))
    }

    async fn candidate_list(
        &self,
        _caller: Self::Caller,
        _request: requests::CandidateListRequest,
    ) -> Result<wire::Paged<types::CandidateListed>, Self::Error> {
        Err(hr::Error::not_implemented("candidate_list"))
    }

    async fn candidate_save(
        &self,
        _caller: Self::Caller,
        _request: requests::CandidateSaveRequest,
    ) -> Result<types::Candidate, Self::Error> {
        Err(hr::Error::not_implemented("candidate_save"))
    }

    async fn candidate_get(
        &self,
        _caller: Self::Caller,
        _request: requests::CandidateGetRequest,
    ) -> Result<types::Candidate, Self::Error> {
        Err(hr::Error::not_implemented("candidate_get"))
    }

    async fn candidate_delete(
        &self,
        _caller: Self::Caller,
        _request: requests::CandidateDeleteRequest,
    ) -> Result<types::Removed, Self::Error> {
        Err(hr::Error::not_implemented("candidate_delete"))
    }

    async fn interview_list(
        &self,
        _caller: Self::Caller,
        _request: requests::InterviewListRequest,
    ) -> Result<wire::Paged<types::Interview>, Self::Error> {
        Err(hr::Error::not_implemented("interview_list"))
    }

    async fn interview_save(
        &self,
        _caller: Self::Caller,
        _request: requests::InterviewSaveRequest,
    ) -> Result<types::Interview, Self::Error> {
        Err(hr::Error::not_implemented("interview_save"))
    }
}
