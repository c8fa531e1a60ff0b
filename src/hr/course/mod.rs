//! Courses: what employees can learn, lesson by lesson.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::CourseId;
use crate::lesson::Lesson;

pub(crate) use store::{find, known};
pub use verbs::{change, create, delete, seen, seen_list};

coded! {
    /// Who sees a course: learners see published ones only, and enrol in no other.
    pub enum Status("course status") { Draft = 1, Published = 2 }
}

/// Something to learn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    pub id: CourseId,
    pub name: String,
    pub short_description: Option<String>,
    pub status: Status,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A course with its lessons in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseWithLessons {
    pub course: Course,
    pub lessons: Vec<Lesson>,
}

/// What a new course is made of.
#[derive(Clone, Debug)]
pub struct NewCourse {
    pub name: String,
    pub short_description: Option<String>,
    pub status: Status,
}

impl NewCourse {
    /// A draft with nothing but its name.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), short_description: None, status: Status::Draft }
    }
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct CourseChange {
    pub name: Option<String>,
    pub short_description: Patch<String>,
    pub status: Option<Status>,
}

/// Which courses a list shows, and in which order; the default shows all, by id.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub status: Option<Status>,
    /// Part of the name or the short description, whatever the case.
    pub search: Option<String>,
    pub order: Order,
    /// From the last to the first.
    pub descending: bool,
}

/// What a list of courses is sorted by; those that are equal stand in the order of their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Id,
    Name,
    Created,
}
