//! What people can learn, and how far they have come.

use hr::access::Level;
use hr::course::{self, NewCourse, Status};
use hr::enrolment;
use hr::id::{CourseId, EmployeeId, LearnerLessonId};
use hr::lesson::{self, Block, Body, Choice, NewLesson, Quiz, Variant};
use hr::sight::Viewer;
use hr::{Error, Hr, Who};

use crate::in_order;

/// Courses with their states; the third is a draft.
const COURSES: [(&str, &str, Status); 3] = [
    ("Safety at work", "What to do when it burns", Status::Published),
    ("Writing well", "Short words, short sentences", Status::Published),
    ("Driving licence", "Forklifts and vans", Status::Draft),
];

/// The lessons of course 1; the third is a draft.
const LESSONS: [(&str, lesson::Status); 3] = [
    ("Fire", lesson::Status::Published),
    ("Smoke", lesson::Status::Published),
    ("Storm", lesson::Status::Draft),
];

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    let courses = COURSES.map(|(name, about, status)| NewCourse {
        short_description: Some(about.into()),
        status,
        ..NewCourse::new(name)
    });
    in_order(courses.map(|new| course::create(hr, who, new))).await?;
    let parts = LESSONS.iter().map(|(name, status)| part(name, *status));
    in_order(parts.map(|new| lesson::add(hr, who, CourseId(1), new))).await?;
    lesson::add(hr, who, CourseId(2), part("Commas", lesson::Status::Published)).await?;
    // One after the other, so that the administrator's enrolment is the first, and so are its
    // lessons.
    let admin = Viewer { employee: EmployeeId(1), level: Level::Admin };
    for employee in [1, 2, 3] {
        let one = vec![EmployeeId(employee)];
        enrolment::create(hr, who, admin, CourseId(1), one).await?;
    }
    let (second, chosen) = (LearnerLessonId(2), vec![1]);
    enrolment::answer(hr, who, admin, second, "exit".into(), chosen).await?;
    enrolment::check(hr, who, admin, second).await?;
    Ok(())
}

pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    let new = NewCourse { status: Status::Published, ..NewCourse::new("Rival secrets") };
    let course = course::create(hr, who, new).await?.id;
    lesson::add(hr, who, course, part("Spying", lesson::Status::Published)).await?;
    let viewer = Viewer { employee: first, level: Level::Admin };
    enrolment::create(hr, who, viewer, course, Vec::new()).await?;
    Ok(())
}

fn part(name: &str, status: lesson::Status) -> NewLesson {
    let quiz = Quiz {
        choice: Choice::One,
        question: "Where do we meet?".into(),
        variants: vec![variant(1, "In the yard"), variant(2, "In the lift")],
        answers: vec![1],
    };
    NewLesson {
        name: name.into(),
        short_description: None,
        status,
        content: vec![
            Block { id: "intro".into(), body: Body::Paragraph("Keep calm.".into()) },
            Block { id: "exit".into(), body: Body::Quiz(quiz) },
        ],
        position: None,
    }
}

fn variant(value: i64, text: &str) -> Variant {
    Variant { value, text: text.into() }
}
