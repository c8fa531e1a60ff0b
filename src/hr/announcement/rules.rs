//! What may be announced: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{Announcement, AnnouncementChange, NewAnnouncement};
use crate::id::AnnouncementId;
use crate::patch::set;
use crate::{Error, Faults};

/// The announcement that `new` describes; its id is given by the store.
pub fn create(new: NewAnnouncement, now: DateTime<Utc>) -> Result<Announcement, Error> {
    check(Announcement {
        id: AnnouncementId(0),
        title: new.title,
        body: new.body,
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        audience: new.audience,
        created_at: now,
        updated_at: now,
    })
}

/// The announcement after `change`.
pub fn change(
    mut it: Announcement,
    change: AnnouncementChange,
    now: DateTime<Utc>,
) -> Result<Announcement, Error> {
    set(&mut it.title, change.title);
    set(&mut it.body, change.body);
    set(&mut it.starts_at, change.starts_at);
    change.ends_at.apply(&mut it.ends_at);
    set(&mut it.audience, change.audience);
    it.updated_at = now;
    check(it)
}

fn check(it: Announcement) -> Result<Announcement, Error> {
    let ordered = it.ends_at.is_none_or(|end| it.starts_at < end);
    Faults::default()
        .filled("title", &it.title)
        .check(ordered, "ends_at", "must be after the start")
        .result()?;
    Ok(it)
}
