//! How far somebody has come, and whether answers are right: pure, so that tests can be tables.

use super::{Answers, Checked, Enrolment, Progress};
use crate::Error;
use crate::lesson::{Block, Body, Quiz, answered};

impl Enrolment {
    /// How many of a hundred parts of the course are completed, rounded down; 0 without lessons.
    pub fn percent(&self) -> i32 {
        let done = self.completed().saturating_mul(100).checked_div(self.lessons.len());
        done.and_then(|percent| i32::try_from(percent).ok()).unwrap_or(0)
    }

    /// In progress from the first answer on; completed with the last lesson.
    pub fn progress(&self) -> Progress {
        let begun = |it: &super::LearnerLesson| it.completed_at.is_some() || !it.answers.is_empty();
        match self.completed() {
            all if all > 0 && all == self.lessons.len() => Progress::Completed,
            _ if self.lessons.iter().any(begun) => Progress::InProgress,
            _ => Progress::Pending,
        }
    }

    fn completed(&self) -> usize {
        self.lessons.iter().filter(|it| it.completed_at.is_some()).count()
    }
}

/// Keeps what was chosen in one quiz of the content, and says whether it is right.
pub fn answer(
    content: &[Block],
    answers: &mut Answers,
    quiz: &str,
    chosen: Vec<i64>,
) -> Result<bool, Error> {
    let asked = quizzes(content).find(|(id, _)| *id == quiz).map(|(_, quiz)| quiz);
    let asked = asked.ok_or_else(|| Error::invalid("quiz_id", "is not a quiz of the lesson"))?;
    let right = answered(asked, &chosen);
    answers.insert(quiz.to_owned(), chosen);
    Ok(right)
}

/// Whether every quiz of the content is answered rightly.
pub fn check(content: &[Block], answers: &Answers) -> Checked {
    let wrong =
        |(id, quiz): &(&str, &Quiz)| !answers.get(*id).is_some_and(|chosen| answered(quiz, chosen));
    let first = quizzes(content).find(wrong);
    Checked { right: first.is_none(), question: first.map(|(_, quiz)| quiz.question.clone()) }
}

fn quizzes(content: &[Block]) -> impl Iterator<Item = (&str, &Quiz)> {
    content.iter().filter_map(|block| match &block.body {
        Body::Quiz(quiz) => Some((block.id.as_str(), quiz)),
        Body::Header(_) | Body::Paragraph(_) => None,
    })
}
