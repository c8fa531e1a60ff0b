//! Learners' lessons in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
};

use super::{Answers, LearnerLesson};
use crate::db::{Tx, json, table};
use crate::entity::learner_lesson::{ActiveModel, Column, Entity, Relation};
use crate::entity::{enrolment, lesson};
use crate::id::{CompanyId, CourseId, EnrolmentId, LearnerLessonId, LessonId};
use crate::lesson::{Block, Status, without_answers};
use crate::{Error, Write};

/// A learner's lesson with its content and right answers, as rules need it.
pub struct Row {
    pub id: LearnerLessonId,
    pub enrolment: EnrolmentId,
    pub status: Status,
    pub content: Vec<Block>,
    pub answers: Answers,
    pub completed_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct Found {
    id: LearnerLessonId,
    enrolment_id: EnrolmentId,
    status: i16,
    content: String,
    answers: String,
    completed_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct Narrow {
    id: LearnerLessonId,
    enrolment_id: EnrolmentId,
    lesson_id: LessonId,
    name: String,
    short_description: Option<String>,
    content: Option<String>,
    answers: String,
    completed_at: Option<DateTime<Utc>>,
}

/// The lessons of a company's learners, joined with what they are.
fn joined(company: CompanyId) -> Select<Entity> {
    table::of::<Entity>(company).join(JoinType::InnerJoin, Relation::Lesson.def())
}

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: LearnerLessonId,
) -> Result<Row, Error> {
    let row = joined(company)
        .filter(Column::Id.eq(id))
        .select_only()
        .columns([Column::Id, Column::EnrolmentId, Column::Answers, Column::CompletedAt])
        .columns([lesson::Column::Status, lesson::Column::Content])
        .into_model::<Found>()
        .one(db)
        .await?
        .ok_or(Error::NotFound("lesson"))?;
    Ok(Row {
        id: row.id,
        enrolment: row.enrolment_id,
        status: Status::from_code(row.status)?,
        content: json::from_text(&row.content, "content of a lesson")?,
        answers: json::from_text(&row.answers, "answers of a learner")?,
        completed_at: row.completed_at,
    })
}

/// The published lessons of several enrolments in their order, in one statement; with their
/// content where it is asked for.
pub async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    enrolments: Vec<EnrolmentId>,
    with_content: bool,
) -> Result<BTreeMap<EnrolmentId, Vec<LearnerLesson>>, Error> {
    let mut query = joined(company)
        .filter(Column::EnrolmentId.is_in(enrolments))
        .filter(lesson::Column::Status.eq(Status::Published.code()))
        .order_by_asc(lesson::Column::Position)
        .order_by_asc(lesson::Column::Id)
        .select_only()
        .columns([Column::Id, Column::EnrolmentId, Column::LessonId, Column::Answers])
        .column(Column::CompletedAt)
        .columns([lesson::Column::Name, lesson::Column::ShortDescription]);
    if with_content {
        query = query.column(lesson::Column::Content);
    }
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in query.into_model::<Narrow>().all(db).await? {
        let content = row.content.as_deref().unwrap_or("[]");
        let content = json::from_text(content, "content of a lesson")?;
        found.entry(row.enrolment_id).or_default().push(LearnerLesson {
            id: row.id,
            lesson: row.lesson_id,
            name: row.name,
            short_description: row.short_description,
            content: without_answers(content),
            answers: json::from_text(&row.answers, "answers of a learner")?,
            completed_at: row.completed_at,
        });
    }
    Ok(found)
}

/// Gives every one of these enrolments every one of these lessons.
pub async fn insert(
    w: &Write<'_>,
    enrolments: &[EnrolmentId],
    lessons: &[LessonId],
) -> Result<(), Error> {
    let each = enrolments.iter().flat_map(|enrolment| {
        lessons.iter().map(|lesson| ActiveModel {
            id: NotSet,
            company_id: Set(w.who.company),
            enrolment_id: Set(*enrolment),
            lesson_id: Set(*lesson),
            answers: Set("{}".to_owned()),
            completed_at: Set(None),
            created_at: Set(w.now),
            updated_at: Set(w.now),
        })
    });
    Entity::insert_many(each).exec_without_returning(w.tx).await?;
    Ok(())
}

/// Gives a new lesson to everybody who is enrolled in its course.
pub(crate) async fn spread(w: &Write<'_>, course: CourseId, lesson: LessonId) -> Result<(), Error> {
    let enrolled = table::of::<enrolment::Entity>(w.who.company)
        .filter(enrolment::Column::CourseId.eq(course))
        .select_only()
        .column(enrolment::Column::Id);
    let enrolled: Vec<EnrolmentId> = enrolled.into_tuple().all(w.tx).await?;
    insert(w, &enrolled, &[lesson]).await
}

/// Writes what a learner has done in a lesson.
pub async fn update(
    tx: &Tx,
    company: CompanyId,
    it: &Row,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        answers: Set(json::to_text(&it.answers)?),
        completed_at: Set(it.completed_at),
        updated_at: Set(now),
        ..Default::default()
    };
    table::update::<Entity>(tx, company, it.id, row).await.map(drop)
}
