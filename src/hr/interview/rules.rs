//! What becomes of an interview: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{Interview, InterviewChange, NewInterview};
use crate::id::InterviewId;
use crate::patch::set;

/// The interview that `new` describes; its id is given by the store.
pub fn create(new: NewInterview, now: DateTime<Utc>) -> Interview {
    Interview {
        id: InterviewId(0),
        job: new.job,
        candidate: new.candidate,
        level: new.level,
        scheduled_at: new.scheduled_at,
        location: new.location,
        status: new.status,
        notes: new.notes,
        created_at: now,
        updated_at: now,
    }
}

/// The interview after `change`.
pub fn change(mut it: Interview, change: InterviewChange, now: DateTime<Utc>) -> Interview {
    set(&mut it.job, change.job);
    change.level.apply(&mut it.level);
    set(&mut it.scheduled_at, change.scheduled_at);
    change.location.apply(&mut it.location);
    change.status.apply(&mut it.status);
    change.notes.apply(&mut it.notes);
    it.updated_at = now;
    it
}
