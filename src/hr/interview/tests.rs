//! Interviews: verbs on a fresh database.

use chrono::TimeDelta;

use super::*;
use crate::access::Level;
use crate::application::{self, NewApplication};
use crate::candidate::{self, NewCandidate};
use crate::id::EmployeeId;
use crate::job_listing::{self, Employment, NewJobListing, Status};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, PageRequest, Who, notification};

fn job(title: &str, hiring_manager: Option<EmployeeId>) -> NewJobListing {
    NewJobListing {
        status: Status::Active,
        hiring_manager,
        ..NewJobListing::new(title, Employment::Casual)
    }
}

fn talk(job: JobListingId, candidate: CandidateId) -> NewInterview {
    NewInterview {
        job,
        candidate,
        level: Some("First".into()),
        scheduled_at: World::start().naive_utc(),
        location: Some("Office".into()),
        status: Some("Scheduled".into()),
        notes: None,
    }
}

async fn carol(world: &World, who: &Who) -> CandidateId {
    let new = NewCandidate::new("Carol", "Quick", "Gardener");
    candidate::create(&world.hr, who, new).await.unwrap().id
}

#[tokio::test]
async fn interview_is_arranged_moved_and_told_to_who_hires() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let max = world.employee(who, "Max").await;
    let led = job_listing::create(hr, who, job("Gardener", Some(max))).await.unwrap().id;
    let carol = carol(&world, who).await;
    let made = create(hr, who, talk(led, carol)).await.unwrap();
    let start = World::start().naive_utc();
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
    assert_eq!(moved, Interview { scheduled_at: later, location: None, notes, ..expected });
    let quiet = InterviewChange { level: Patch::Clear, ..Default::default() };
    change(hr, who, carol, made.id, quiet).await.unwrap();
    let told = notification::list(hr, who, max, PageRequest::new(1, 20)).await.unwrap();
    let bodies: Vec<_> = told.items.iter().map(|it| it.body.as_str()).collect();
    let texts =
        ["Interview for Gardener: 2026-03-02 10:30.", "Interview for Gardener: 2026-03-02 09:30."];
    assert_eq!(bodies, texts);
}

#[tokio::test]
async fn interview_list_shows_those_about_jobs_that_the_viewer_sees() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let max = world.employee(who, "Max").await;
    let led = job_listing::create(hr, who, job("Gardener", Some(max))).await.unwrap().id;
    let other = job_listing::create(hr, who, job("Cook", None)).await.unwrap().id;
    let carol = carol(&world, who).await;
    let made = create(hr, who, talk(led, carol)).await.unwrap().id;
    let second = create(hr, who, talk(other, carol)).await.unwrap().id;
    let ada = Viewer { employee: world.admin(who, "Ada").await, level: Level::Admin };
    let max = Viewer { employee: max, level: Level::Manager };
    let page = PageRequest::new(1, 20);
    let refused = seen_list(hr, who, max, carol, page).await;
    assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
    let new = NewApplication { job: led, candidate: carol, referred_by: None, notes: None };
    application::create(hr, who, new).await.unwrap();
    for (viewer, expected) in [(ada, vec![made, second]), (max, vec![made])] {
        let found = seen_list(hr, who, viewer, carol, page).await.unwrap();
        assert_eq!(found.items.iter().map(|it| it.id).collect::<Vec<_>>(), expected);
    }
}

#[tokio::test]
async fn interview_needs_a_candidate_and_a_job_of_the_company() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let led = job_listing::create(hr, who, job("Gardener", None)).await.unwrap().id;
    let (first, other) = (carol(&world, who).await, carol(&world, who).await);
    let made = create(hr, who, talk(led, first)).await.unwrap().id;
    let missing = Err(Error::NotFound("interview"));
    assert_eq!(change(hr, who, other, made, InterviewChange::default()).await, missing);
    let missing = Err(Error::NotFound("candidate"));
    assert_eq!(create(hr, rival, talk(led, first)).await, missing);
    assert_eq!(change(hr, rival, first, made, InterviewChange::default()).await, missing);
    let theirs = carol(&world, rival).await;
    let refused = create(hr, rival, talk(led, theirs)).await;
    assert!(matches!(&refused, Err(Error::Invalid(it)) if it[0].field == "job"), "{refused:?}");
}
