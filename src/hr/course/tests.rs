//! Courses: verbs on a fresh database.

use super::*;
use crate::access::Level;
use crate::id::EmployeeId;
use crate::lesson::{self, Block, Body, NewLesson};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, PageRequest};

const MISSING: Error = Error::NotFound("course");

fn viewer(level: Level) -> Viewer {
    Viewer { employee: EmployeeId(1), level }
}

fn lesson(status: lesson::Status) -> NewLesson {
    NewLesson {
        name: "Fire".into(),
        short_description: None,
        status,
        content: vec![Block { id: "p".into(), body: Body::Paragraph("Run".into()) }],
        position: None,
    }
}

#[tokio::test]
async fn course_is_read_as_written_and_changed() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    assert!(matches!(create(hr, who, NewCourse::new("")).await, Err(Error::Invalid(_))));
    let new = NewCourse { short_description: Some("Stay safe".into()), ..NewCourse::new("Safety") };
    let made = create(hr, who, new).await.unwrap();
    let expected = Course {
        id: made.id,
        name: "Safety".into(),
        short_description: Some("Stay safe".into()),
        status: Status::Draft,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    let asked = CourseChange {
        short_description: Patch::Clear,
        status: Some(Status::Published),
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    assert_eq!(changed, Course { short_description: None, status: Status::Published, ..expected });
    let read = seen(hr, who, viewer(Level::Employee), made.id).await.unwrap();
    assert_eq!(read, CourseWithLessons { course: changed, lessons: vec![] });
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(delete(hr, who, made.id).await, Err(MISSING));
    let trail = ["course.create", "course.change", "course.delete"];
    assert_eq!(world.audited(who).await, trail);
}

#[tokio::test]
async fn course_shows_learners_what_is_published_and_no_content() {
    let World { hr, who, rival, .. } = &World::new().await;
    let draft = create(hr, who, NewCourse::new("Draft")).await.unwrap().id;
    let new = NewCourse { status: Status::Published, ..NewCourse::new("Safety") };
    let public = create(hr, who, new).await.unwrap().id;
    for status in [lesson::Status::Published, lesson::Status::Draft] {
        lesson::add(hr, who, public, lesson(status)).await.unwrap();
    }
    let [admin, learner] = [viewer(Level::Admin), viewer(Level::Manager)];
    let refused = seen(hr, who, learner, draft).await;
    assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
    for (viewer, lessons, blocks) in [(admin, 2, 2), (learner, 1, 0)] {
        let read = seen(hr, who, viewer, public).await.unwrap();
        let content = read.lessons.iter().map(|it| it.content.len()).sum::<usize>();
        assert_eq!((read.lessons.len(), content), (lessons, blocks));
    }
    let [both, one] = [vec![draft, public], vec![public]];
    let all = Filter::default;
    for (viewer, filter, expected) in [
        (admin, all(), both.clone()),
        (admin, Filter { status: Some(Status::Draft), ..all() }, vec![draft]),
        (admin, Filter { order: Order::Name, descending: true, ..all() }, vec![public, draft]),
        (admin, Filter { search: Some("SAF".into()), ..all() }, one.clone()),
        (learner, all(), one),
        (learner, Filter { status: Some(Status::Draft), ..all() }, vec![]),
    ] {
        let found = seen_list(hr, who, viewer, &filter, PageRequest::new(1, 20)).await.unwrap();
        let found: Vec<_> = found.items.iter().map(|it| it.id).collect();
        assert_eq!(found, expected, "{viewer:?} {filter:?}");
    }
    let theirs = seen_list(hr, rival, admin, &all(), PageRequest::new(1, 20)).await.unwrap();
    assert_eq!(theirs.total, 0);
    assert_eq!(seen(hr, rival, admin, public).await, Err(MISSING));
    assert_eq!(change(hr, rival, public, CourseChange::default()).await, Err(MISSING));
    assert_eq!(delete(hr, rival, public).await, Err(MISSING));
}
