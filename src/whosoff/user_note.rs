//! Tag User Note: the vendor's page `user-note`.

use hr::annex::note::{self, Kind, Note};
use hr::employee;
use hr::id::{EmployeeId, NoteId};
use whosoff_server::requests::*;
use whosoff_server::traits::UserNote;
use whosoff_server::types::{FreeRestricted, RecordIdRow, UserNoteRow};

use crate::translate::{id, moment, record};
use crate::{Failure, Principal, Whosoff};

impl UserNote for Whosoff {
    async fn user_note_create(
        &self,
        caller: Principal,
        request: UserNoteCreateRequest,
    ) -> Result<Vec<RecordIdRow>, Failure> {
        let (about, text) = (EmployeeId(request.body.user_id.into()), request.body.note);
        let made = note::create(&self.hr, caller.who(), about, Kind::Free, text).await?;
        Ok(record(made.id.get()))
    }

    async fn user_note_retrieve(
        &self,
        caller: Principal,
        request: UserNoteRetrieveRequest,
    ) -> Result<Vec<UserNoteRow>, Failure> {
        let about = EmployeeId(request.user_id.into());
        employee::get(&self.hr, caller.who(), about).await?;
        let found = note::list(&self.hr, caller.who(), about).await?;
        Ok(found.into_iter().map(row).collect())
    }

    async fn user_note_update(
        &self,
        caller: Principal,
        request: UserNoteUpdateRequest,
    ) -> Result<Vec<RecordIdRow>, Failure> {
        let (id, text) = (NoteId(request.body.user_note_id.into()), request.body.note);
        note::change(&self.hr, caller.who(), id, text).await?;
        Ok(record(id.get()))
    }
}

fn row(it: Note) -> UserNoteRow {
    let by = it.changed_by;
    let (changed_id, changed_first_name, changed_last_name) = by
        .map_or((0, String::new(), String::new()), |by| {
            (id(by.id.get()), by.first_name, by.last_name)
        });
    UserNoteRow {
        user_note_id: id(it.id.get()),
        type_id: match it.kind {
            Kind::Free => FreeRestricted::Free,
            Kind::Restricted => FreeRestricted::Restricted,
        },
        note: it.text,
        changed_date: moment(it.changed_at),
        changed_id,
        changed_first_name,
        changed_last_name,
    }
}
