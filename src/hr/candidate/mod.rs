//! Candidates: people who might be hired, and what is known of them.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};

use crate::Patch;
use crate::id::{CandidateId, JobListingId};
use crate::patch::optional;

pub(crate) use store::{find, require};
pub(crate) use verbs::seen_in;
pub use verbs::{change, create, delete, get, seen, seen_list};

optional! {
    /// What else is known of a candidate; all of it is what somebody said.
    pub struct Profile, ProfileChange {
        /// Codes of the caller's own lists.
        nationality: i32,
        industry: i32,
        birthday: NaiveDate,
        gender: String,
        marital_status: String,
        address1: String,
        address2: String,
        city: String,
        /// Two letters.
        country: String,
        province: String,
        postal_code: String,
        home_phone: String,
        mobile_phone: String,
        /// Names of files.
        cv: String,
        image: String,
        /// The curriculum vitae as text.
        cv_text: String,
        head_line: String,
        objective: String,
        work_history: String,
        education: String,
        skills: String,
        referees: String,
        linked_in: String,
        /// Experience: whole years, and months of the year that has begun.
        years: i32,
        months: i32,
        /// A year, in whole units of whatever currency they said.
        expected_salary: i32,
        preferred_positions: String,
        preferred_job_type: String,
        preferred_countries: String,
        notes: String,
        /// Of telephone calls.
        calls: String,
    }
}

/// Somebody who might be hired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: CandidateId,
    pub first_name: String,
    pub last_name: String,
    /// What their curriculum vitae is headed.
    pub title: String,
    pub email: Option<String>,
    /// Each once, whatever the case, in the order in which they were given.
    pub tags: Vec<String>,
    pub profile: Profile,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Candidate {
    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// A candidate as lists show one: without the profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub id: CandidateId,
    pub first_name: String,
    pub last_name: String,
    pub title: String,
    pub email: Option<String>,
    pub tags: Vec<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new candidate is made of.
#[derive(Clone, Debug)]
pub struct NewCandidate {
    pub first_name: String,
    pub last_name: String,
    pub title: String,
    pub email: Option<String>,
    pub tags: Vec<String>,
    pub profile: Profile,
}

impl NewCandidate {
    /// A candidate of whom nothing but the required is known.
    pub fn new(first_name: &str, last_name: &str, title: &str) -> Self {
        Self {
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            title: title.to_owned(),
            email: None,
            tags: Vec::new(),
            profile: Profile::default(),
        }
    }
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct CandidateChange {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub title: Option<String>,
    pub email: Patch<String>,
    /// Replaces the whole list.
    pub tags: Option<Vec<String>>,
    pub profile: ProfileChange,
}

/// Which candidates a list shows, and in which order; the default shows all, by id.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Who applied for one of these; nobody at all where the list is empty.
    pub jobs: Option<Vec<JobListingId>>,
    /// Part of a name, the e-mail address or the title, whatever the case.
    pub search: Option<String>,
    /// Who has all of these, whatever the case.
    pub tags: Vec<String>,
    pub order: Order,
    /// From the last to the first.
    pub descending: bool,
}

/// What a list of candidates is sorted by; those that are equal stand in the order of their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Id,
    FirstName,
    LastName,
    Created,
}
