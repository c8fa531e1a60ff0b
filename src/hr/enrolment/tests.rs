//! Enrolments: rules as tables, verbs on a fresh database.

use super::*;
use crate::access::Level;
use crate::course::{self, CourseChange, NewCourse, Status};
use crate::employee::{self, EmployeeChange};
use crate::lesson::{self, Body, Choice, LessonChange, NewLesson, Quiz, Variant};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, PageRequest, Patch};

fn quiz(id: &str, question: &str, answers: &[i64]) -> Block {
    let variants = [1, 2, 3].map(|value| Variant { value, text: format!("Number {value}") });
    let quiz = Quiz {
        choice: Choice::Several,
        question: question.into(),
        variants: variants.to_vec(),
        answers: answers.to_vec(),
    };
    Block { id: id.into(), body: Body::Quiz(quiz) }
}

fn lesson(name: &str, content: Vec<Block>) -> NewLesson {
    NewLesson {
        name: name.into(),
        short_description: None,
        status: lesson::Status::Published,
        content,
        position: None,
    }
}

async fn safety(world: &World) -> CourseId {
    let new = NewCourse { status: Status::Published, ..NewCourse::new("Safety") };
    let course = course::create(&world.hr, &world.who, new).await.unwrap().id;
    let asked = vec![quiz("q1", "Which?", &[1, 3]), quiz("q2", "And which?", &[2])];
    for new in [lesson("Fire", asked), lesson("Water", vec![])] {
        lesson::add(&world.hr, &world.who, course, new).await.unwrap();
    }
    course
}

fn learner(employee: EmployeeId) -> Viewer {
    Viewer { employee, level: Level::Employee }
}

#[test]
fn enrolment_progress_follows_from_its_lessons() {
    let part = |answered: bool, completed: bool| LearnerLesson {
        id: LearnerLessonId(1),
        lesson: LessonId(1),
        name: "Fire".into(),
        short_description: None,
        content: vec![],
        answers: answered.then(|| ("q".into(), vec![1])).into_iter().collect(),
        completed_at: completed.then(World::start),
    };
    for (lessons, progress, percent) in [
        (vec![], Progress::Pending, 0),
        (vec![part(false, false)], Progress::Pending, 0),
        (vec![part(true, false)], Progress::InProgress, 0),
        (vec![part(false, true), part(false, false), part(false, false)], Progress::InProgress, 33),
        (vec![part(true, true), part(false, true)], Progress::Completed, 100),
    ] {
        let it = Enrolment {
            id: EnrolmentId(1),
            course: CourseId(1),
            course_name: "Safety".into(),
            employee: EmployeeId(1),
            lessons,
            created_at: World::start(),
        };
        assert_eq!((it.progress(), it.percent()), (progress, percent), "{:?}", it.lessons);
    }
}

#[tokio::test]
async fn enrolment_leads_from_answers_to_a_completed_course() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let course = safety(&world).await;
    let eve = learner(world.employee(who, "Eve").await);
    let made = create(hr, who, eve, course, vec![]).await.unwrap();
    let [made] = &made[..] else { panic!("{made:?}") };
    assert_eq!((made.course, made.course_name.as_str()), (course, "Safety"));
    assert_eq!((made.employee, made.progress()), (eve.employee, Progress::Pending));
    let [fire, water] = [made.lessons[0].id, made.lessons[1].id];

    let read = seen(hr, who, eve, made.id).await.unwrap();
    let bare = vec![quiz("q1", "Which?", &[]), quiz("q2", "And which?", &[])];
    assert_eq!(read.lessons[0].content, bare, "right answers never leave");

    let wrong = |question: &str| Checked { right: false, question: Some(question.into()) };
    assert_eq!(check(hr, who, eve, fire).await.unwrap(), wrong("Which?"));
    let chosen = |values: &[i64]| values.to_vec();
    assert!(!answer(hr, who, eve, fire, "q1".into(), chosen(&[1])).await.unwrap());
    assert!(answer(hr, who, eve, fire, "q1".into(), chosen(&[3, 1])).await.unwrap());
    assert_eq!(check(hr, who, eve, fire).await.unwrap(), wrong("And which?"));
    assert!(answer(hr, who, eve, fire, "q2".into(), chosen(&[2])).await.unwrap());
    let right = Checked { right: true, question: None };
    assert_eq!(check(hr, who, eve, fire).await.unwrap(), right);
    let half = seen(hr, who, eve, made.id).await.unwrap();
    assert_eq!((half.progress(), half.percent()), (Progress::InProgress, 50));
    assert_eq!(half.lessons[0].completed_at, Some(World::start()));
    assert_eq!(half.lessons[0].answers.get("q1"), Some(&vec![3, 1]));
    assert_eq!(check(hr, who, eve, water).await.unwrap(), right);
    assert_eq!(seen(hr, who, eve, made.id).await.unwrap().progress(), Progress::Completed);

    let unknown = answer(hr, who, eve, fire, "q9".into(), vec![]).await;
    assert!(matches!(&unknown, Err(Error::Invalid(it)) if it[0].field == "quiz_id"));
    let max = Viewer { employee: world.admin(who, "Max").await, level: Level::Admin };
    for refused in [
        answer(hr, who, max, fire, "q1".into(), vec![]).await.map(drop),
        check(hr, who, max, fire).await.map(drop),
        seen(hr, who, max, made.id).await.map(drop),
    ] {
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
    }
    assert_eq!(list(hr, who, max, PageRequest::new(1, 20)).await.unwrap().total, 0);
    assert_eq!(seen(hr, rival, eve, made.id).await, Err(Error::NotFound("enrolment")));
    assert_eq!(check(hr, rival, eve, fire).await, Err(Error::NotFound("lesson")));
    assert_eq!(list(hr, rival, eve, PageRequest::new(1, 20)).await.unwrap().total, 0);
}

#[tokio::test]
async fn enrolment_is_for_oneself_and_those_whom_one_sees() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let course = safety(&world).await;
    let draft = course::create(hr, who, NewCourse::new("Draft")).await.unwrap().id;
    let [eve, max, tom] = [
        world.employee(who, "Eve").await,
        world.employee(who, "Max").await,
        world.employee(who, "Tom").await,
    ];
    let theirs = world.employee(rival, "Rita").await;
    let reports = EmployeeChange { manager: Patch::Set(max), ..Default::default() };
    employee::change(hr, who, eve, reports).await.unwrap();
    let max = Viewer { employee: max, level: Level::Manager };
    for (viewer, people) in [(max, vec![eve, tom]), (learner(tom), vec![eve])] {
        let refused = create(hr, who, viewer, course, people).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
    }
    let unknown = create(hr, who, max, course, vec![theirs]).await;
    assert!(matches!(&unknown, Err(Error::Invalid(it)) if it[0].field == "employees"));
    let unpublished = create(hr, who, max, draft, vec![eve]).await;
    assert!(matches!(unpublished, Err(Error::WrongState { .. })), "{unpublished:?}");
    let made = create(hr, who, max, course, vec![eve, max.employee, eve]).await.unwrap();
    assert_eq!(made.iter().map(|it| it.employee).collect::<Vec<_>>(), [eve, max.employee]);
    let again = create(hr, who, max, course, vec![eve]).await;
    assert!(matches!(&again, Err(Error::Invalid(it)) if it[0].field == "employees"));
    let missing = create(hr, rival, max, course, vec![]).await;
    assert_eq!(missing, Err(Error::NotFound("course")));
}

#[tokio::test]
async fn enrolment_shows_the_published_lessons_new_ones_too_in_three_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let course = safety(&world).await;
    let eve = learner(world.employee(who, "Eve").await);
    let made = create(hr, who, eve, course, vec![]).await.unwrap();
    let late = lesson::add(hr, who, course, lesson("Air", vec![])).await.unwrap();
    let before = hr.db().statements();
    let page = list(hr, who, eve, PageRequest::new(1, 20)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 3);
    let names: Vec<_> = page.items[0].lessons.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Fire", "Water", "Air"]);
    let hidden = LessonChange { status: Some(lesson::Status::Draft), ..Default::default() };
    let first = made[0].lessons[0].clone();
    lesson::change(hr, who, course, first.lesson, hidden).await.unwrap();
    let gone = check(hr, who, eve, first.id).await;
    assert!(matches!(gone, Err(Error::Forbidden { .. })), "{gone:?}");
    let draft = CourseChange { status: Some(Status::Draft), ..Default::default() };
    course::change(hr, who, course, draft).await.unwrap();
    let read = seen(hr, who, eve, made[0].id).await.unwrap();
    assert_eq!(read.lessons.len(), 2, "who is enrolled stays so");
    assert_eq!(read.lessons[1].lesson, late.id);
    course::delete(hr, who, course).await.unwrap();
    assert_eq!(list(hr, who, eve, PageRequest::new(1, 20)).await.unwrap().total, 0);
}
