//! Lessons: the parts of a course, text and quizzes in the order in which they are read.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Patch;
use crate::code::coded;
use crate::id::{CourseId, LessonId};

pub(crate) use rules::{answered, without_answers};
pub(crate) use store::of_course;
pub use verbs::{add, change};

coded! {
    /// Who reads a lesson: learners see published ones only.
    pub enum Status("lesson status") { Draft = 1, Published = 2 }
}

/// A part of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    pub id: LessonId,
    pub course: CourseId,
    pub name: String,
    pub short_description: Option<String>,
    pub status: Status,
    pub content: Vec<Block>,
    /// Where it stands in its course; those at the same place stand in the order of their ids.
    pub position: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A piece of a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The author's own name of it; unique in the lesson.
    pub id: String,
    pub body: Body,
}

/// What a piece of a lesson is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// HTML without anything that could run.
    Header(String),
    /// HTML without anything that could run.
    Paragraph(String),
    Quiz(Quiz),
}

/// A question with answers to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiz {
    pub choice: Choice,
    pub question: String,
    /// Each with a value of its own.
    pub variants: Vec<Variant>,
    /// The values of the right variants; learners never see them.
    pub answers: Vec<i64>,
}

/// How many variants of a quiz are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    One,
    Several,
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    pub value: i64,
    pub text: String,
}

/// What a new lesson is made of.
#[derive(Clone, Debug)]
pub struct NewLesson {
    pub name: String,
    pub short_description: Option<String>,
    pub status: Status,
    pub content: Vec<Block>,
    /// Behind the others unless it is said.
    pub position: Option<i32>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct LessonChange {
    pub name: Option<String>,
    pub short_description: Patch<String>,
    pub status: Option<Status>,
    /// Replaces the whole content.
    pub content: Option<Vec<Block>>,
    pub position: Option<i32>,
}
