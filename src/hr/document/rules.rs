//! What may be said of a document: pure, so that tests can be tables.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{Document, DocumentChange, NewDocument};
use crate::id::DocumentId;
use crate::patch::set;
use crate::{Error, Faults};

/// The document that `new` describes; its id is given by the store.
pub fn create(new: NewDocument, now: DateTime<Utc>) -> Result<Document, Error> {
    check(Document {
        id: DocumentId(0),
        employee: new.employee,
        name: new.name,
        file: new.file,
        description: new.description,
        enabled: new.enabled,
        external_id: new.external_id,
        added_on: new.added_on.unwrap_or_else(|| now.date_naive()),
        valid_until: new.valid_until,
        visible_to: new.visible_to,
        shares: new.shares,
        created_at: now,
        updated_at: now,
    })
}

/// The document after `change`.
pub fn change(
    mut it: Document,
    change: DocumentChange,
    now: DateTime<Utc>,
) -> Result<Document, Error> {
    set(&mut it.name, change.name);
    change.file.apply(&mut it.file);
    change.description.apply(&mut it.description);
    set(&mut it.enabled, change.enabled);
    change.external_id.apply(&mut it.external_id);
    change.valid_until.apply(&mut it.valid_until);
    set(&mut it.visible_to, change.visible_to);
    set(&mut it.shares, change.shares);
    it.updated_at = now;
    check(it)
}

fn check(mut it: Document) -> Result<Document, Error> {
    let people: BTreeSet<_> = it.shares.iter().map(|share| share.employee).collect();
    let valid = it.valid_until.is_none_or(|last| last >= it.added_on);
    let once = people.len() == it.shares.len();
    Faults::default()
        .filled("name", &it.name)
        .check(valid, "valid_until", "must not be before the day of adding")
        .check(once, "shares", "must not name an employee twice")
        .result()?;
    it.shares.sort_unstable_by_key(|share| share.employee);
    Ok(it)
}
