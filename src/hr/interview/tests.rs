//! Interviews: verbs on a fresh database.

use chrono::TimeDelta;

use super::*;
use crate::access::Level;
use crate::application::{self, NewApplication};
use crate::candidate::{self, NewCandidate};
use crate::job_listing::{self, Employment, NewJobListing, Status};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, PageRequest, notification};

#[tokio::test]
async fn interview_is_arranged_moved_and_told_to_the_hiring_manager() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let max = world.employee(who, "Max").await;
    let job = |title: &str, hiring_manager| NewJobListing {
        status: Status::Active,
        hiring_manager,
        ..NewJobListing::new(title, Employment::Casual)
    };
    let led = job_listing::create(hr, who, job("Gardener", Some(max))).await.unwrap().id;
    let other = job_listing::create(hr, who, job("Cook", None)).await.unwrap().id;
    let new = NewCandidate::new("Carol", "Quick", "Gardener");
    let carol = candidate::create(hr, who, new.clone()).await.unwrap().id;
    let bob = candidate::create(hr, who, new).await.unwrap().id;
    let start = World::start().naive_utc();
    let talk = |job| NewInterview {
        job,
        candidate: carol,
        level: Some("First".into()),
        scheduled_at: start,
        location: Some("Office".into()),
        status: Some("Scheduled".into()),
        notes: None,
    };
    let made = create(hr, who, talk(led)).await.unwrap();
    let expected = Interview {
        id: made.id,
        job: led,
        candidate: carol,
        level: Some("First".into()),
        scheduled_at: start,
        location: Some("Office".into()),
        status: Some("Scheduled".into()),
        notes: None,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    let later = start + TimeDelta::hours(1);
    let asked = InterviewChange {
        scheduled_at: Some(later),
        location: Patch::Clear,
        notes: Patch::Set("Bring a spade".into()),
        ..Default::default()
    };
    let moved = change(hr, who, carol, made.id, asked).await.unwrap();
    let notes = Some("Bring a spade".into());
    let expected = Interview { scheduled_at: later, location: None, notes, ..expected };
    assert_eq!(moved, expected);
    let quiet = InterviewChange { level: Patch::Clear, ..Default::default() };
    change(hr, who, carol, made.id, quiet).await.unwrap();
    let page = PageRequest::new(1, 20);
    let told = notification::list(hr, who, max, page).await.unwrap();
    let bodies: Vec<_> = told.items.iter().map(|it| it.body.as_str()).collect();
    let texts =
        ["Interview for Gardener: 2026-03-02 10:30.", "Interview for Gardener: 2026-03-02 09:30."];
    assert_eq!(bodies, texts);

    let second = create(hr, who, talk(other)).await.unwrap();
    let ada = Viewer { employee: world.admin(who, "Ada").await, level: Level::Admin };
    let max = Viewer { employee: max, level: Level::Manager };
    let refused = seen_list(hr, who, max, carol, page).await;
    assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
    let new = NewApplication { job: led, candidate: carol, referred_by: None, notes: None };
    application::create(hr, who, new).await.unwrap();
    for (viewer, expected) in [(ada, vec![made.id, second.id]), (max, vec![made.id])] {
        let found = seen_list(hr, who, viewer, carol, page).await.unwrap();
        assert_eq!(found.items.iter().map(|it| it.id).collect::<Vec<_>>(), expected);
    }
    let missing = Err(Error::NotFound("interview"));
    assert_eq!(change(hr, who, bob, made.id, InterviewChange::default()).await, missing);
    let missing = Err(Error::NotFound("candidate"));
    assert_eq!(create(hr, rival, talk(led)).await, missing);
    assert_eq!(change(hr, rival, carol, made.id, InterviewChange::default()).await, missing);
    let foreign = NewCandidate::new("Rob", "Rival", "Cook");
    let candidate = candidate::create(hr, rival, foreign).await.unwrap().id;
    let refused = create(hr, rival, NewInterview { candidate, ..talk(led) }).await;
    assert!(matches!(&refused, Err(Error::Invalid(it)) if it[0].field == "job"), "{refused:?}");
}
