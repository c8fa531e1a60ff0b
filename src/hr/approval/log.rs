//! The log of what was decided, in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{By, Change, Kind, Stage};
use crate::entity::status_change::{ActiveModel, Column, Entity};
use crate::id::{CompanyId, EmployeeId};
use crate::{Error, Write, employee};

/// Notes that something left a stage for another; nothing where it stays where it is.
pub(crate) async fn note(
    w: &Write<'_>,
    (kind, subject): (Kind, i64),
    (from, to): (Stage, Stage),
    by: Option<EmployeeId>,
    note: Option<String>,
) -> Result<(), Error> {
    if from == to {
        return Ok(());
    }
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(w.who.company),
        kind: Set(kind.code()),
        subject_id: Set(subject),
        before: Set(from.code()),
        after: Set(to.code()),
        employee_id: Set(by),
        note: Set(note),
        created_at: Set(w.now),
    };
    Entity::insert(row).exec_without_returning(w.tx).await?;
    Ok(())
}

/// The log of one subject, oldest first.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    kind: Kind,
    subject: i64,
) -> Result<Vec<Change>, Error> {
    let rows = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::SubjectId.eq(subject))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let people = rows.iter().filter_map(|row| row.employee_id).collect();
    let names = employee::names(db, company, people).await?;
    let by = |employee: EmployeeId| By {
        employee,
        name: names.get(&employee).cloned().unwrap_or_default(),
    };
    let change = |row: crate::entity::status_change::Model| {
        Ok(Change {
            from: Stage::from_code(row.before)?,
            to: Stage::from_code(row.after)?,
            by: row.employee_id.map(by),
            note: row.note,
            at: row.created_at,
        })
    };
    rows.into_iter().map(change).collect()
}

/// Removes the log of one subject.
pub(crate) async fn clear(w: &Write<'_>, kind: Kind, subject: i64) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(w.who.company))
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::SubjectId.eq(subject))
        .exec(w.tx)
        .await?;
    Ok(())
}
