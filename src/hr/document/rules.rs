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
    set(&mut it.shares, change.shares);
    it.updated_at = now;
    check(it)
}

fn check(mut it: Document) -> Result<Document, Error> {
    let people: BTreeSet<_> = it.shares.iter().map(|share| share.employee).collect();
    let once = people.len() == it.shares.len();
    Faults::default()
        .filled("name", &it.name)
        .check(once, "shares", "must not name an employee twice")
        .result()?;
    it.shares.sort_unstable_by_key(|share| share.employee);
    Ok(it)
}
