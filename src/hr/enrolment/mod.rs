//! Enrolments: who learns which course, and how far they have come, lesson by lesson.

mod lessons;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::id::{CourseId, EmployeeId, EnrolmentId, LearnerLessonId, LessonId};
use crate::lesson::Block;

pub(crate) use lessons::spread;
pub use verbs::{answer, check, create, list, seen};

/// That an employee learns a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    pub id: EnrolmentId,
    pub course: CourseId,
    pub course_name: String,
    pub employee: EmployeeId,
    /// The published ones in their order.
    pub lessons: Vec<LearnerLesson>,
    pub created_at: DateTime<Utc>,
}

/// How far somebody has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Pending,
    InProgress,
    Completed,
}

/// A lesson as one learner goes through it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnerLesson {
    pub id: LearnerLessonId,
    pub lesson: LessonId,
    pub name: String,
    pub short_description: Option<String>,
    /// Without the right answers; lists leave it empty.
    pub content: Vec<Block>,
    /// What was chosen in which quiz.
    pub answers: Answers,
    /// None before it is completed.
    pub completed_at: Option<DateTime<Utc>>,
}

/// Chosen variants by the ids of quizzes.
pub type Answers = BTreeMap<String, Vec<i64>>;

/// What a check of all answers in a lesson says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Whether all are right; the lesson is completed then.
    pub right: bool,
    /// The first question that was answered wrongly or not at all.
    pub question: Option<String>,
}
