//! Applications: verbs on a fresh database.

use super::*;
use crate::access::Level;
use crate::candidate::{self, NewCandidate};
use crate::job_listing::{self, Employment, JobListingChange, NewJobListing, Status};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, PageRequest, Patch, Who};

async fn job(world: &World, who: &Who) -> JobListingId {
    let new = NewJobListing {
        status: Status::Active,
        ..NewJobListing::new("Gardener", Employment::Casual)
    };
    job_listing::create(&world.hr, who, new).await.unwrap().id
}

async fn carol(world: &World, who: &Who) -> CandidateId {
    let new = NewCandidate::new("Carol", "Quick", "Gardener");
    candidate::create(&world.hr, who, new).await.unwrap().id
}

fn of(job: JobListingId, candidate: CandidateId) -> NewApplication {
    let referred_by = Some("friend@example.test".into());
    NewApplication { job, candidate, referred_by, notes: Some("Strong".into()) }
}

#[tokio::test]
async fn application_is_made_once_and_listed_to_who_sees_the_job() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let (job, candidate) = (job(&world, who).await, carol(&world, who).await);
    let made = create(hr, who, of(job, candidate)).await.unwrap();
    let expected = Application {
        id: made.id,
        job,
        candidate,
        referred_by: Some("friend@example.test".into()),
        notes: Some("Strong".into()),
        created_at: World::start(),
    };
    assert_eq!(made, expected);
    let again = create(hr, who, of(job, candidate)).await;
    assert!(matches!(&again, Err(Error::Invalid(it)) if it[0].field == "candidate"));
    let viewer = |employee, level| Viewer { employee, level };
    let ada = world.admin(who, "Ada").await;
    let page = PageRequest::new(1, 20);
    let all = seen_list(hr, who, viewer(ada, Level::Admin), job, page).await.unwrap();
    assert_eq!((all.items, all.total), (vec![expected], 1));
    let refused = seen_list(hr, who, viewer(ada, Level::Manager), job, page).await;
    assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
    let theirs = seen_list(hr, rival, viewer(ada, Level::Admin), job, page).await;
    assert_eq!(theirs, Err(Error::NotFound("job listing")));
    candidate::delete(hr, who, candidate).await.unwrap();
    assert_eq!(seen_list(hr, who, viewer(ada, Level::Admin), job, page).await.unwrap().total, 0);
}

#[tokio::test]
async fn application_needs_an_open_job_and_a_candidate_of_the_company() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let (job, candidate) = (job(&world, who).await, carol(&world, who).await);
    let foreign = carol(&world, rival).await;
    let refused = create(hr, who, of(job, foreign)).await;
    assert!(matches!(&refused, Err(Error::Invalid(it)) if it[0].field == "candidate"));
    let theirs = create(hr, rival, of(job, foreign)).await;
    assert_eq!(theirs, Err(Error::NotFound("job listing")));
    let hour = chrono::TimeDelta::hours(1);
    let over = Patch::Set(World::start().naive_utc() - hour);
    for (change, accepted) in [
        (JobListingChange { status: Some(Status::OnHold), ..Default::default() }, false),
        (JobListingChange { status: Some(Status::Active), ..Default::default() }, true),
        (JobListingChange { closes_at: over, ..Default::default() }, false),
    ] {
        job_listing::change(hr, who, job, change.clone()).await.unwrap();
        match create(hr, who, of(job, candidate)).await {
            Ok(_) => assert!(accepted, "{change:?}"),
            Err(Error::WrongState { .. }) => assert!(!accepted, "{change:?}"),
            Err(other) => panic!("{other:?}"),
        }
    }
}
