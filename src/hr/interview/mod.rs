//! Interviews: meetings with a candidate about a job.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::Patch;
use crate::id::{CandidateId, InterviewId, JobListingId};

pub use verbs::{change, create, seen_list};

/// A meeting with a candidate about a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interview {
    pub id: InterviewId,
    pub job: JobListingId,
    pub candidate: CandidateId,
    /// Which of the talks it is, in free words.
    pub level: Option<String>,
    /// By the company's own clock.
    pub scheduled_at: NaiveDateTime,
    pub location: Option<String>,
    /// In free words.
    pub status: Option<String>,
    pub notes: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new interview is made of.
#[derive(Clone, Debug)]
pub struct NewInterview {
    pub job: JobListingId,
    pub candidate: CandidateId,
    pub level: Option<String>,
    pub scheduled_at: NaiveDateTime,
    pub location: Option<String>,
    pub status: Option<String>,
    pub notes: Option<String>,
}

/// What is to change; the default changes nothing. An interview never changes its candidate.
#[derive(Clone, Debug, Default)]
pub struct InterviewChange {
    pub job: Option<JobListingId>,
    pub level: Patch<String>,
    pub scheduled_at: Option<NaiveDateTime>,
    pub location: Patch<String>,
    pub status: Patch<String>,
    pub notes: Patch<String>,
}
