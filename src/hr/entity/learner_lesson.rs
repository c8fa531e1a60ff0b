//! Table `learner_lessons`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, EnrolmentId, LearnerLessonId, LessonId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "learner_lessons")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: LearnerLessonId,
    pub company_id: CompanyId,
    pub enrolment_id: EnrolmentId,
    pub lesson_id: LessonId,
    pub answers: String,
    pub completed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::lesson::Entity",
        from = "Column::LessonId",
        to = "super::lesson::Column::Id"
    )]
    Lesson,
}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "lesson";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
