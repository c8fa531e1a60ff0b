//! Candidates: rules as tables, verbs on a fresh database.

use super::*;
use crate::access::Level;
use crate::application::{self, NewApplication};
use crate::job_listing::{self, Employment, NewJobListing, Status};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, Page, PageRequest};

const MISSING: Error = Error::NotFound("candidate");

fn carol() -> NewCandidate {
    NewCandidate {
        email: Some("carol@example.test".into()),
        tags: vec!["Rust".into(), "rust".into(), " ".into(), "Remote".into()],
        profile: Profile {
            birthday: NaiveDate::from_ymd_opt(1990, 2, 28),
            city: Some("Sydney".into()),
            years: Some(7),
            expected_salary: Some(100_000),
            ..Profile::default()
        },
        ..NewCandidate::new("Carol", "Quick", "Engineer")
    }
}

fn fields(refused: Result<impl std::fmt::Debug, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

fn ids(page: Page<Summary>) -> Vec<CandidateId> {
    page.items.iter().map(|it| it.id).collect()
}

#[test]
fn candidate_create_names_every_field_that_breaks_a_rule() {
    let bad = NewCandidate::new("", "", "");
    let expected = ["first_name", "last_name", "title"];
    assert_eq!(fields(rules::create(bad, World::start())), expected);
}

#[tokio::test]
async fn candidate_is_read_as_written_and_changed() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let made = create(hr, who, carol()).await.unwrap();
    let expected = Candidate {
        id: made.id,
        first_name: "Carol".into(),
        last_name: "Quick".into(),
        title: "Engineer".into(),
        email: Some("carol@example.test".into()),
        tags: vec!["Rust".into(), "Remote".into()],
        profile: carol().profile,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    assert_eq!(made.name(), "Carol Quick");
    let asked = CandidateChange {
        email: Patch::Clear,
        tags: Some(vec!["Go".into()]),
        profile: ProfileChange {
            city: Patch::Clear,
            gender: Patch::Set("Female".into()),
            ..Default::default()
        },
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    let profile = Profile { city: None, gender: Some("Female".into()), ..carol().profile };
    let expected = Candidate { email: None, tags: vec!["Go".into()], profile, ..expected };
    assert_eq!(changed, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(delete(hr, who, made.id).await, Err(MISSING));
    let trail = ["candidate.create", "candidate.change", "candidate.delete"];
    assert_eq!(world.audited(who).await, trail);
}

#[tokio::test]
async fn candidate_is_seen_by_who_hires_for_a_job_applied_for() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let max = world.employee(who, "Max").await;
    let tom = world.employee(who, "Tom").await;
    let job = NewJobListing {
        status: Status::Active,
        hiring_manager: Some(max),
        ..NewJobListing::new("Gardener", Employment::Casual)
    };
    let job = job_listing::create(hr, who, job).await.unwrap().id;
    let applied = create(hr, who, carol()).await.unwrap().id;
    let other = create(hr, who, carol()).await.unwrap().id;
    let new = NewApplication { job, candidate: applied, referred_by: None, notes: None };
    application::create(hr, who, new).await.unwrap();
    for (employee, level, expected) in [
        (tom, Level::Admin, vec![applied, other]),
        (max, Level::Manager, vec![applied]),
        (tom, Level::Manager, vec![]),
    ] {
        let viewer = Viewer { employee, level };
        let page = PageRequest::new(1, 20);
        let found = seen_list(hr, who, viewer, &Filter::default(), page).await.unwrap();
        assert_eq!(ids(found), expected, "{viewer:?}");
        for id in [applied, other] {
            let single = seen(hr, who, viewer, id).await;
            match expected.contains(&id) {
                true => assert_eq!(single.unwrap().id, id),
                false => assert!(matches!(single, Err(Error::Forbidden { .. })), "{single:?}"),
            }
            assert_eq!(seen(hr, rival, viewer, id).await, Err(MISSING));
        }
    }
}

#[tokio::test]
async fn candidate_list_filters_sorts_and_pages_in_two_statements() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let admin = Viewer { employee: world.admin(who, "Ada").await, level: Level::Admin };
    let job = NewJobListing {
        status: Status::Active,
        ..NewJobListing::new("Gardener", Employment::Casual)
    };
    let job = job_listing::create(hr, who, job).await.unwrap().id;
    let mut made = Vec::new();
    for (first, last, tags) in
        [("Carol", "Quick", "Rust"), ("Bob", "Slow", "Rustic"), ("Alan", "Young", "100%")]
    {
        let tags = vec![tags.into(), "Any".into()];
        let new = NewCandidate { tags, ..NewCandidate::new(first, last, "Engineer") };
        made.push(create(hr, who, new).await.unwrap().id);
    }
    let new = NewApplication { job, candidate: made[1], referred_by: None, notes: None };
    application::create(hr, who, new).await.unwrap();
    let all = Filter::default;
    for (filter, expected) in [
        (all(), vec![0, 1, 2]),
        (Filter { jobs: Some(vec![job]), ..all() }, vec![1]),
        (Filter { jobs: Some(vec![]), ..all() }, vec![]),
        (Filter { search: Some("BOB S".into()), ..all() }, vec![1]),
        (Filter { tags: vec!["rust".into()], ..all() }, vec![0]),
        (Filter { tags: vec!["100%".into(), "any".into()], ..all() }, vec![2]),
        (Filter { order: Order::FirstName, ..all() }, vec![2, 1, 0]),
        (Filter { order: Order::LastName, descending: true, ..all() }, vec![2, 1, 0]),
    ] {
        let page = seen_list(hr, who, admin, &filter, PageRequest::new(1, 20)).await.unwrap();
        let expected: Vec<_> = expected.into_iter().map(|at: usize| made[at]).collect();
        assert_eq!(ids(page), expected, "{filter:?}");
    }
    let before = hr.db().statements();
    let page = seen_list(hr, who, admin, &all(), PageRequest::new(1, 2)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 2);
    assert_eq!((page.items.len(), page.total), (2, 3));
    let theirs = seen_list(hr, rival, admin, &all(), PageRequest::new(1, 2)).await.unwrap();
    assert_eq!(theirs.total, 0);
    assert_eq!(change(hr, rival, made[0], CandidateChange::default()).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made[0]).await, Err(MISSING));
}
