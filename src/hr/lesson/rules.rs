//! What may be said of a lesson, and which answers are right: pure, so that tests can be tables.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{Block, Body, Choice, Lesson, LessonChange, NewLesson, Quiz};
use crate::id::{CourseId, LessonId};
use crate::patch::set;
use crate::{Error, Faults, html};

/// The lesson that `new` describes, behind `others`; its id is given by the store.
pub fn create(
    course: CourseId,
    new: NewLesson,
    others: &[Lesson],
    now: DateTime<Utc>,
) -> Result<Lesson, Error> {
    let last = others.iter().map(|it| it.position).max().unwrap_or(0);
    check(Lesson {
        id: LessonId(0),
        course,
        name: new.name,
        short_description: new.short_description,
        status: new.status,
        content: new.content,
        position: new.position.unwrap_or(last.saturating_add(1)),
        created_at: now,
        updated_at: now,
    })
}

/// The lesson after `change`.
pub fn change(mut it: Lesson, change: LessonChange, now: DateTime<Utc>) -> Result<Lesson, Error> {
    set(&mut it.name, change.name);
    change.short_description.apply(&mut it.short_description);
    set(&mut it.status, change.status);
    set(&mut it.content, change.content);
    set(&mut it.position, change.position);
    it.updated_at = now;
    check(it)
}

fn check(mut it: Lesson) -> Result<Lesson, Error> {
    let mut ids = BTreeSet::new();
    let own = it.content.iter().all(|block| !block.id.is_empty() && ids.insert(&block.id));
    let mut quizzes = it.content.iter().filter_map(|block| match &block.body {
        Body::Quiz(quiz) => Some(quiz),
        Body::Header(_) | Body::Paragraph(_) => None,
    });
    Faults::default()
        .filled("name", &it.name)
        .check(own, "content", "must give each block an id of its own")
        .check(quizzes.all(can_be_answered), "content", UNANSWERABLE)
        .result()?;
    for block in &mut it.content {
        if let Body::Header(text) | Body::Paragraph(text) = &mut block.body {
            *text = html::clean(text);
        }
    }
    Ok(it)
}

const UNANSWERABLE: &str = "must have in each quiz variants with values of their own, and answers \
    among them: exactly one for a single choice, else at least one";

fn can_be_answered(quiz: &Quiz) -> bool {
    let mut values = BTreeSet::new();
    let own = quiz.variants.iter().all(|variant| values.insert(variant.value));
    let answers: BTreeSet<_> = quiz.answers.iter().copied().collect();
    let enough = match quiz.choice {
        Choice::One => answers.len() == 1,
        Choice::Several => !answers.is_empty(),
    };
    own && enough && answers.is_subset(&values)
}

/// Whether the variants that somebody chose are the right ones, whatever their order.
pub fn answered(quiz: &Quiz, chosen: &[i64]) -> bool {
    let set = |values: &[i64]| values.iter().copied().collect::<BTreeSet<_>>();
    set(&quiz.answers) == set(chosen)
}

/// The content as learners may have it.
pub fn without_answers(mut content: Vec<Block>) -> Vec<Block> {
    for block in &mut content {
        if let Body::Quiz(quiz) = &mut block.body {
            quiz.answers.clear();
        }
    }
    content
}
