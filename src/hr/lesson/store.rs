//! Lessons in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};

use super::{Lesson, Status};
use crate::Error;
use crate::db::{Tx, json, table};
use crate::entity::lesson::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, CourseId, LessonId};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: LessonId,
) -> Result<Lesson, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

/// The lessons of a course in their order.
pub(crate) async fn of_course(
    db: &impl ConnectionTrait,
    company: CompanyId,
    course: CourseId,
) -> Result<Vec<Lesson>, Error> {
    let rows = table::of::<Entity>(company)
        .filter(Column::CourseId.eq(course))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(Lesson::try_from).collect()
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Lesson) -> Result<Lesson, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..row(company, it)? }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Lesson) -> Result<Lesson, Error> {
    table::update::<Entity>(tx, company, it.id, row(company, it)?).await?.try_into()
}

fn row(company: CompanyId, it: Lesson) -> Result<ActiveModel, Error> {
    Ok(ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        course_id: Set(it.course),
        name: Set(it.name),
        short_description: Set(it.short_description),
        status: Set(it.status.code()),
        content: Set(json::to_text(&it.content)?),
        position: Set(it.position),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    })
}

impl TryFrom<Model> for Lesson {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            course: row.course_id,
            name: row.name,
            short_description: row.short_description,
            status: Status::from_code(row.status)?,
            content: json::from_text(&row.content, "content of a lesson")?,
            position: row.position,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
