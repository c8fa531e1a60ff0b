//! Lessons: rules as tables, verbs on a fresh database.

use super::*;
use crate::Error;
use crate::course::{self, NewCourse};
use crate::testing::World;

fn quiz(choice: Choice, values: &[i64], answers: &[i64]) -> Block {
    let variants = values.iter().map(|value| Variant { value: *value, text: "text".into() });
    let quiz = Quiz {
        choice,
        question: "Which?".into(),
        variants: variants.collect(),
        answers: answers.to_vec(),
    };
    Block { id: "q".into(), body: Body::Quiz(quiz) }
}

fn lesson(content: Vec<Block>) -> NewLesson {
    NewLesson {
        name: "Fire".into(),
        short_description: Some("What to do".into()),
        status: Status::Published,
        content,
        position: None,
    }
}

fn fields(refused: Result<impl std::fmt::Debug, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[test]
fn lesson_quiz_must_be_answerable() {
    use Choice::{One, Several};
    for (block, accepted) in [
        (quiz(One, &[1, 2], &[2]), true),
        (quiz(One, &[1, 2], &[2, 2]), true),
        (quiz(One, &[1, 2], &[1, 2]), false),
        (quiz(One, &[1, 2], &[3]), false),
        (quiz(One, &[1, 1], &[1]), false),
        (quiz(Several, &[1, 2], &[2, 1]), true),
        (quiz(Several, &[1, 2], &[]), false),
    ] {
        let shown = format!("{block:?}");
        let made = rules::create(CourseId(1), lesson(vec![block]), &[], World::start());
        match accepted {
            true => assert!(made.is_ok(), "{shown}"),
            false => assert_eq!(fields(made), ["content"], "{shown}"),
        }
    }
    let twice = vec![quiz(One, &[1], &[1]), quiz(One, &[1], &[1])];
    let made = rules::create(CourseId(1), lesson(twice), &[], World::start());
    assert_eq!(fields(made), ["content"]);
}

#[test]
fn lesson_answers_count_whatever_their_order() {
    let Body::Quiz(quiz) = quiz(Choice::Several, &[1, 2, 3], &[1, 3]).body else { panic!() };
    for (chosen, right) in
        [(vec![3, 1], true), (vec![1, 3, 3], true), (vec![1], false), (vec![1, 2, 3], false)]
    {
        assert_eq!(answered(&quiz, &chosen), right, "{chosen:?}");
    }
    let block = Block { id: "q".into(), body: Body::Quiz(quiz) };
    let [Block { body: Body::Quiz(bare), .. }] = &without_answers(vec![block])[..] else {
        panic!()
    };
    assert!(bare.answers.is_empty());
}

#[tokio::test]
async fn lesson_is_added_behind_the_others_and_changed() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let course = course::create(hr, who, NewCourse::new("Safety")).await.unwrap().id;
    let other = course::create(hr, who, NewCourse::new("Other")).await.unwrap().id;
    let text = "Run<script>alert(1)</script>".to_owned();
    let first = Block { id: "p".into(), body: Body::Paragraph(text) };
    let made = add(hr, who, course, lesson(vec![first])).await.unwrap();
    let expected = Lesson {
        id: made.id,
        course,
        name: "Fire".into(),
        short_description: Some("What to do".into()),
        status: Status::Published,
        content: vec![Block { id: "p".into(), body: Body::Paragraph("Run".into()) }],
        position: 1,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    let second = add(hr, who, course, lesson(vec![])).await.unwrap();
    assert_eq!(second.position, 2);
    let asked = LessonChange {
        short_description: Patch::Clear,
        status: Some(Status::Draft),
        content: Some(vec![quiz(Choice::One, &[1, 2], &[1])]),
        position: Some(3),
        ..Default::default()
    };
    let changed = change(hr, who, course, made.id, asked.clone()).await.unwrap();
    let expected = Lesson {
        short_description: None,
        status: Status::Draft,
        content: vec![quiz(Choice::One, &[1, 2], &[1])],
        position: 3,
        ..expected
    };
    assert_eq!(changed, expected);
    let stored = of_course(hr.db().read(), who.company, course).await.unwrap();
    assert_eq!(stored, [second, expected]);
    let missing = Err(Error::NotFound("lesson"));
    assert_eq!(change(hr, who, other, made.id, asked.clone()).await, missing);
    let missing = Err(Error::NotFound("course"));
    assert_eq!(change(hr, rival, course, made.id, asked).await, missing);
    assert_eq!(add(hr, rival, course, lesson(vec![])).await, missing);
}
