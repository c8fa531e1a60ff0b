//! What may be said of a candidate: pure, so that tests can be tables.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{Candidate, CandidateChange, NewCandidate};
use crate::id::CandidateId;
use crate::patch::set;
use crate::{Error, Faults};

/// The candidate that `new` describes; its id is given by the store.
pub fn create(new: NewCandidate, now: DateTime<Utc>) -> Result<Candidate, Error> {
    check(Candidate {
        id: CandidateId(0),
        first_name: new.first_name,
        last_name: new.last_name,
        title: new.title,
        email: new.email,
        tags: new.tags,
        profile: new.profile,
        created_at: now,
        updated_at: now,
    })
}

/// The candidate after `change`.
pub fn change(
    mut it: Candidate,
    change: CandidateChange,
    now: DateTime<Utc>,
) -> Result<Candidate, Error> {
    set(&mut it.first_name, change.first_name);
    set(&mut it.last_name, change.last_name);
    set(&mut it.title, change.title);
    change.email.apply(&mut it.email);
    set(&mut it.tags, change.tags);
    change.profile.apply(&mut it.profile);
    it.updated_at = now;
    check(it)
}

fn check(mut it: Candidate) -> Result<Candidate, Error> {
    Faults::default()
        .filled("first_name", &it.first_name)
        .filled("last_name", &it.last_name)
        .filled("title", &it.title)
        .result()?;
    let mut met = BTreeSet::new();
    it.tags.retain(|tag| !tag.trim().is_empty() && met.insert(tag.to_lowercase()));
    Ok(it)
}
