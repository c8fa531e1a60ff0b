//! Applications: that a candidate wants a job, once for each of them.

mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};

use crate::id::{ApplicationId, CandidateId, JobListingId};

pub(crate) use store::{applicants, applicants_of, met};
pub use verbs::{create, seen_list};

/// That a candidate wants a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    pub id: ApplicationId,
    pub job: JobListingId,
    pub candidate: CandidateId,
    /// The e-mail address of who sent them.
    pub referred_by: Option<String>,
    pub notes: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// What a new application is made of.
#[derive(Clone, Debug)]
pub struct NewApplication {
    pub job: JobListingId,
    pub candidate: CandidateId,
    pub referred_by: Option<String>,
    pub notes: Option<String>,
}
