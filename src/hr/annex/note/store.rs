//! Notes in the database; every query names the company.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};

use super::{Kind, Note};
use crate::Error;
use crate::annex::person::people;
use crate::db::{Tx, table};
use crate::entity::whosoff_note::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, EmployeeId, NoteId};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: NoteId,
) -> Result<Note, Error> {
    let row = table::find::<Entity>(db, company, id).await?;
    let mut notes = shown(db, company, vec![row]).await?;
    notes.pop().ok_or(Error::NotFound("user note"))
}

/// The notes about one employee in the order of ids, in two statements.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
) -> Result<Vec<Note>, Error> {
    let query = table::of::<Entity>(company).filter(Column::EmployeeId.eq(employee));
    shown(db, company, query.order_by_asc(Column::Id).all(db).await?).await
}

pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    employee: EmployeeId,
    kind: Kind,
    text: String,
    by: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<NoteId, Error> {
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        employee_id: Set(employee),
        kind: Set(kind.code()),
        note: Set(text),
        changed_by: Set(by),
        created_at: Set(now),
        updated_at: Set(now),
    };
    Ok(table::insert(tx, row).await?.id)
}

pub async fn update(
    tx: &Tx,
    company: CompanyId,
    id: NoteId,
    text: String,
    by: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        note: Set(text),
        changed_by: Set(by),
        updated_at: Set(now),
        ..Default::default()
    };
    table::update::<Entity>(tx, company, id, row).await?;
    Ok(())
}

async fn shown(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Model>,
) -> Result<Vec<Note>, Error> {
    let people = people(db, company, rows.iter().filter_map(|row| row.changed_by)).await?;
    let note = |row: Model| {
        Ok(Note {
            id: row.id,
            employee: row.employee_id,
            kind: Kind::from_code(row.kind)?,
            text: row.note,
            changed_at: row.updated_at,
            changed_by: row.changed_by.and_then(|id| people.get(&id).cloned()),
        })
    };
    rows.into_iter().map(note).collect()
}
