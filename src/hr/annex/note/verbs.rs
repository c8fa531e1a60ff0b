//! What can be done with notes: load, rule, save and audit in one transaction.

use super::{Kind, Note, store};
use crate::id::{EmployeeId, NoteId};
use crate::{Actor, Error, Faults, Hr, Who, Write, access, employee};

/// Adds a note about an employee; `Invalid` where it is empty or the employee is unknown.
pub async fn create(
    hr: &Hr,
    who: &Who,
    about: EmployeeId,
    kind: Kind,
    text: String,
) -> Result<Note, Error> {
    Faults::default().filled("note", &text).result()?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            employee::require(w.tx, company, about, "employee_id").await?;
            let by = author(&w).await?;
            let id = store::insert(w.tx, company, about, kind, text, by, w.now).await?;
            w.audit("user_note.create", id.get()).await?;
            store::find(w.tx, company, id).await
        })
    })
    .await
}

/// One note; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: NoteId) -> Result<Note, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The notes about one employee, in the order of their ids.
pub async fn list(hr: &Hr, who: &Who, about: EmployeeId) -> Result<Vec<Note>, Error> {
    store::list(hr.db().read(), who.company, about).await
}

/// Changes a note's text; fails as [`create`] and [`get`] do. A note about somebody who has been
/// deleted is found no more.
pub async fn change(hr: &Hr, who: &Who, id: NoteId, text: String) -> Result<Note, Error> {
    Faults::default().filled("note", &text).result()?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let about = store::find(w.tx, w.who.company, id).await?.employee;
            if employee::known(w.tx, w.who.company, vec![about]).await?.is_empty() {
                return Err(Error::NotFound("user note"));
            }
            let by = author(&w).await?;
            store::update(w.tx, w.who.company, id, text, by, w.now).await?;
            w.audit("user_note.change", id.get()).await?;
            store::find(w.tx, w.who.company, id).await
        })
    })
    .await
}

/// Who writes: the person who signed in; nobody for a machine.
async fn author(w: &Write<'_>) -> Result<Option<EmployeeId>, Error> {
    match w.who.actor {
        Actor::User(user) => access::employee_of(w.tx, w.who.company, user).await,
        Actor::Client(_) | Actor::Application(_) | Actor::System => Ok(None),
    }
}
