//! Job listings: rules as tables, verbs on a fresh database.

use super::*;
use crate::access::Level;
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, PageRequest, Random};

const MISSING: Error = Error::NotFound("job listing");

fn money(amount: i64) -> Option<Decimal> {
    Some(Decimal::from(amount))
}

fn question(text: &str, order_index: Option<i32>) -> NewQuestion {
    NewQuestion {
        public_id: None,
        text: text.into(),
        kind: QuestionKind::ShortAnswer,
        answer_options: None,
        video: false,
        order_index,
    }
}

fn engineer() -> NewJobListing {
    NewJobListing {
        content: Some("<b>You</b><script>alert(1)</script>".into()),
        formatting: Some(Formatting::Html),
        location: Some("Sydney, NSW".into()),
        currency: Some("AUD".into()),
        pay_min: Some(Decimal::new(800_005, 1)),
        pay_max: money(120_000),
        salary_period: Some(SalaryPeriod::Annual),
        pay_kind: Some(PayKind::Range),
        show_pay: Some(true),
        experience_years: Some(3),
        status: Status::Active,
        code: Some("ENG-1".into()),
        department: Some("Engineering".into()),
        display: Some(Display::TextOnly),
        closes_at: Some(World::start().naive_utc()),
        details: Details {
            short_description: Some("Build things".into()),
            requirements: Some("<i>Rust</i><script>alert(1)</script>".into()),
            benefits: Some("Time".into()),
            country: Some("AU".into()),
            keywords: Some("rust".into()),
            attachment: Some("poster.png".into()),
            industry: Some(1),
            experience_level: Some(2),
            job_function: Some(3),
            education_level: Some(4),
        },
        questions: vec![NewQuestion {
            public_id: Some(Uuid::from_u128(1)),
            kind: QuestionKind::SingleSelect,
            answer_options: Some("Office,Home".into()),
            video: true,
            ..question("Where would you work?", Some(1))
        }],
        ..NewJobListing::new("Engineer", Employment::FullTime)
    }
}

fn fields(refused: Result<JobListing, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

fn texts(it: &JobListing) -> Vec<&str> {
    it.questions.iter().map(|question| question.text.as_str()).collect()
}

#[test]
fn job_listing_create_names_every_field_that_breaks_a_rule() {
    let nothing = || NewJobListing::new("Gardener", Employment::Casual);
    for (new, expected) in [
        (NewJobListing { title: String::new(), ..nothing() }, vec!["title"]),
        (NewJobListing { pay_min: money(-1), ..nothing() }, vec!["pay_min"]),
        (NewJobListing { pay_max: money(-1), ..nothing() }, vec!["pay_max"]),
        (NewJobListing { pay_min: money(2), pay_max: money(1), ..nothing() }, vec!["pay_min"]),
        (NewJobListing { experience_years: Some(-1), ..nothing() }, vec!["experience_years"]),
        (NewJobListing { questions: vec![question("", None)], ..nothing() }, vec!["questions"]),
        (NewJobListing { code: Some(String::new()), ..nothing() }, vec!["code"]),
    ] {
        assert_eq!(fields(rules::create(new, &Random::seeded(1), World::start())), expected);
    }
    let equal = NewJobListing { pay_min: money(1), pay_max: money(1), ..nothing() };
    assert!(rules::create(equal, &Random::seeded(1), World::start()).is_ok());
}

#[test]
fn job_listing_content_is_cleaned_only_where_it_is_html() {
    let dirty = "<b>You</b><script>alert(1)</script>";
    for (formatting, kept) in
        [(Some(Formatting::Html), "<b>You</b>"), (Some(Formatting::Text), dirty), (None, dirty)]
    {
        let new = NewJobListing { formatting, content: Some(dirty.into()), ..engineer() };
        let it = rules::create(new, &Random::seeded(1), World::start()).unwrap();
        assert_eq!(it.content.as_deref(), Some(kept));
        let html =
            JobListingChange { formatting: Patch::Set(Formatting::Html), ..Default::default() };
        let it = rules::change(it, html, World::start()).unwrap();
        assert_eq!(it.content.as_deref(), Some("<b>You</b>"));
    }
}

#[tokio::test]
async fn job_listing_create_then_get_gives_every_field() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, engineer()).await.unwrap();
    let expected = JobListing {
        id: made.id,
        title: "Engineer".into(),
        employment: Employment::FullTime,
        content: Some("<b>You</b>".into()),
        formatting: Some(Formatting::Html),
        location: Some("Sydney, NSW".into()),
        currency: Some("AUD".into()),
        pay_min: Some(Decimal::new(800_005, 1)),
        pay_max: money(120_000),
        salary_period: Some(SalaryPeriod::Annual),
        pay_kind: Some(PayKind::Range),
        show_pay: Some(true),
        experience_years: Some(3),
        status: Status::Active,
        code: Some("ENG-1".into()),
        department: Some("Engineering".into()),
        display: Some(Display::TextOnly),
        closes_at: Some(World::start().naive_utc()),
        hiring_manager: None,
        posted_by: None,
        details: Details { requirements: Some("<i>Rust</i>".into()), ..engineer().details },
        questions: vec![Question {
            public_id: Uuid::from_u128(1),
            text: "Where would you work?".into(),
            kind: QuestionKind::SingleSelect,
            answer_options: Some("Office,Home".into()),
            video: true,
            order_index: Some(1),
        }],
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
}

#[tokio::test]
async fn job_listing_questions_stand_in_the_order_of_index_then_of_adding() {
    let World { hr, who, .. } = &World::new().await;
    let questions = vec![
        question("none", None),
        question("two", Some(2)),
        question("one", Some(1)),
        question("two again", Some(2)),
        question("none again", None),
        question("zero", Some(0)),
    ];
    let made = create(hr, who, NewJobListing { questions, ..engineer() }).await.unwrap();
    assert_eq!(texts(&made), ["zero", "one", "two", "two again", "none", "none again"]);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
    let mut ids: Vec<_> = made.questions.iter().map(|it| it.public_id).collect();
    assert!(ids.iter().all(|id| id.get_version_num() == 4));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 6);
}

#[tokio::test]
async fn job_listing_change_of_questions_changes_those_named_and_keeps_the_others() {
    let World { hr, who, .. } = &World::new().await;
    let questions = vec![
        NewQuestion { answer_options: Some("a,b".into()), ..question("first", Some(1)) },
        question("second", Some(2)),
        question("third", Some(3)),
    ];
    let made = create(hr, who, NewJobListing { questions, ..engineer() }).await.unwrap();
    let [first, _, third] = made.questions.clone().try_into().unwrap();
    let asked = JobListingChange {
        questions: Some(vec![
            QuestionChange {
                text: Some("was third".into()),
                kind: Some(QuestionKind::YesNo),
                video: Some(true),
                order_index: Patch::Set(0),
                ..QuestionChange::of(third.public_id)
            },
            QuestionChange {
                answer_options: Patch::Clear,
                order_index: Patch::Clear,
                ..QuestionChange::of(first.public_id)
            },
        ]),
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    assert_eq!(texts(&changed), ["was third", "second", "first"]);
    let third = Question {
        text: "was third".into(),
        kind: QuestionKind::YesNo,
        video: true,
        order_index: Some(0),
        ..third
    };
    let first = Question { answer_options: None, order_index: None, ..first };
    assert_eq!(changed.questions, [third, made.questions[1].clone(), first]);
    assert_eq!(get(hr, who, made.id).await.unwrap(), changed);
}

#[tokio::test]
async fn job_listing_change_refuses_a_question_of_another_listing() {
    let World { hr, who, .. } = &World::new().await;
    let listing = |text: &str| NewJobListing {
        questions: vec![question(text, None)],
        code: Some(text.into()),
        ..engineer()
    };
    let first = create(hr, who, listing("first")).await.unwrap();
    let second = create(hr, who, listing("second")).await.unwrap();
    let foreign = second.questions[0].public_id;
    for unknown in [foreign, Uuid::from_u128(99)] {
        let asked = JobListingChange {
            title: Some("Changed".into()),
            questions: Some(vec![QuestionChange::of(unknown)]),
            ..Default::default()
        };
        assert_eq!(fields(change(hr, who, first.id, asked).await), ["questions"]);
    }
    assert_eq!(get(hr, who, first.id).await.unwrap(), first);
    assert_eq!(get(hr, who, second.id).await.unwrap(), second);
}

#[tokio::test]
async fn job_listing_question_ids_are_unique_in_a_company() {
    let World { hr, who, rival, .. } = &World::new().await;
    create(hr, who, engineer()).await.unwrap();
    let again = NewJobListing { code: None, ..engineer() };
    assert_eq!(create(hr, who, again).await, Err(Error::Duplicate { field: "public_id" }));
    assert_eq!(list(hr, who, &Filter::default(), PageRequest::new(1, 20)).await.unwrap().total, 1);
    assert!(create(hr, rival, engineer()).await.is_ok());
}

#[tokio::test]
async fn job_listing_change_sets_clears_and_keeps() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, engineer()).await.unwrap();
    let asked = JobListingChange {
        title: Some("Senior Engineer".into()),
        pay_max: Patch::Clear,
        show_pay: Patch::Clear,
        salary_period: Patch::Set(SalaryPeriod::Monthly),
        published: Some(false),
        code: Patch::Clear,
        details: DetailsChange { country: Patch::Clear, ..Default::default() },
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    let expected = JobListing {
        title: "Senior Engineer".into(),
        pay_max: None,
        show_pay: None,
        salary_period: Some(SalaryPeriod::Monthly),
        status: Status::Closed,
        code: None,
        details: Details { country: None, ..made.details.clone() },
        ..made
    };
    assert_eq!(changed, expected);
    assert_eq!(get(hr, who, expected.id).await.unwrap(), expected);
    let upside_down = JobListingChange { pay_max: Patch::Set(Decimal::ONE), ..Default::default() };
    assert_eq!(fields(change(hr, who, expected.id, upside_down).await), ["pay_min"]);
}

#[tokio::test]
async fn job_listing_of_another_company_is_not_found_and_not_touched() {
    let World { hr, who, rival, .. } = &World::new().await;
    let made = create(hr, who, engineer()).await.unwrap();
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, JobListingChange::default()).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(
        list(hr, rival, &Filter::default(), PageRequest::new(1, 20)).await.unwrap().total,
        0
    );
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[test]
fn job_listing_known_by_two_states_keeps_the_third() {
    use Status::{Active, Closed, OnHold};
    for (before, published, after) in [
        (Active, Some(false), Closed),
        (OnHold, Some(false), OnHold),
        (Closed, Some(false), Closed),
        (OnHold, Some(true), Active),
        (OnHold, None, OnHold),
    ] {
        let new = NewJobListing { status: before, ..engineer() };
        let it = rules::create(new, &Random::seeded(1), World::start()).unwrap();
        let asked = JobListingChange { published, ..Default::default() };
        let it = rules::change(it, asked, World::start()).unwrap();
        assert_eq!(it.status, after, "{before:?}, published {published:?}");
    }
}

#[test]
fn job_listing_takes_applications_while_active_until_its_end() {
    let end = World::start().naive_utc();
    let second = chrono::TimeDelta::seconds(1);
    for (status, closes_at, now, expected) in [
        (Status::Active, Some(end), end, true),
        (Status::Active, Some(end), end + second, false),
        (Status::Active, None, end, true),
        (Status::OnHold, None, end, false),
        (Status::Closed, None, end, false),
    ] {
        let new = NewJobListing { status, closes_at, ..engineer() };
        let it = rules::create(new, &Random::seeded(1), World::start()).unwrap();
        assert_eq!(takes_applications(&it, now).is_ok(), expected, "{status:?} at {now}");
    }
}

#[tokio::test]
async fn job_listing_code_is_unique_in_the_company_and_people_must_exist() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let theirs = world.employee(rival, "Rita").await;
    create(hr, who, engineer()).await.unwrap();
    let same = NewJobListing { code: Some("eng-1".into()), questions: vec![], ..engineer() };
    assert_eq!(create(hr, who, same.clone()).await, Err(Error::Duplicate { field: "code" }));
    let managed = NewJobListing { hiring_manager: Some(theirs), code: None, ..same.clone() };
    assert_eq!(fields(create(hr, who, managed).await), ["hiring_manager"]);
    let posted = NewJobListing { posted_by: Some(theirs), code: None, ..same };
    assert_eq!(fields(create(hr, who, posted).await), ["posted_by"]);
}

#[tokio::test]
async fn job_listing_is_seen_by_who_hires_for_it_and_administrators() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let max = world.employee(who, "Max").await;
    let tom = world.employee(who, "Tom").await;
    let mut made = Vec::new();
    for hiring_manager in [Some(max), None] {
        let new =
            NewJobListing { hiring_manager, ..NewJobListing::new("Gardener", Employment::Casual) };
        made.push(create(hr, who, new).await.unwrap().id);
    }
    for (employee, level, expected) in [
        (tom, Level::Admin, &made[..]),
        (max, Level::Manager, &made[..1]),
        (tom, Level::Manager, &made[..0]),
    ] {
        let viewer = Viewer { employee, level };
        let page = PageRequest::new(1, 20);
        let found = seen_list(hr, who, viewer, Filter::default(), page).await.unwrap();
        assert_eq!(found.items.iter().map(|it| it.id).collect::<Vec<_>>(), expected);
        for id in &made {
            let single = seen(hr, who, viewer, *id).await;
            match expected.contains(id) {
                true => assert_eq!(single.unwrap().id, *id),
                false => assert!(matches!(single, Err(Error::Forbidden { .. })), "{single:?}"),
            }
            assert_eq!(seen(hr, rival, viewer, *id).await, Err(MISSING));
        }
    }
}

#[tokio::test]
async fn job_listing_list_filters_sorts_and_pages_in_two_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let max = world.employee(who, "Max").await;
    let mut ids = Vec::new();
    for (at, status) in
        [Status::Active, Status::OnHold, Status::Active, Status::Closed, Status::Active]
            .into_iter()
            .enumerate()
    {
        let code = Some(format!("J-{}", 9 - at));
        let hiring_manager = (at == 1).then_some(max);
        let new = NewJobListing { status, code, hiring_manager, questions: vec![], ..engineer() };
        ids.push(create(hr, who, new).await.unwrap().id);
    }
    let all = Filter::default;
    for (filter, expected) in [
        (all(), vec![0, 1, 2, 3, 4]),
        (Filter { published: Some(true), ..all() }, vec![0, 2, 4]),
        (Filter { published: Some(false), ..all() }, vec![1, 3]),
        (Filter { status: Some(vec![Status::OnHold]), ..all() }, vec![1]),
        (Filter { status: Some(vec![Status::Closed, Status::Active]), ..all() }, vec![0, 2, 3, 4]),
        (Filter { status: Some(vec![]), ..all() }, vec![]),
        (Filter { departments: Some(vec!["Sales".into()]), ..all() }, vec![]),
        (Filter { hiring_managers: Some(vec![max]), ..all() }, vec![1]),
        (Filter { search: Some("j-7".into()), ..all() }, vec![2]),
        (Filter { order: Order::Code, ..all() }, vec![4, 3, 2, 1, 0]),
        (Filter { search: Some("ENGIN".into()), descending: true, ..all() }, vec![4, 3, 2, 1, 0]),
    ] {
        let page = list(hr, who, &filter, PageRequest::new(1, 20)).await.unwrap();
        let found: Vec<_> = page.items.iter().map(|it| it.id).collect();
        let expected: Vec<_> = expected.into_iter().map(|at: usize| ids[at]).collect();
        assert_eq!((found, page.total), (expected.clone(), expected.len() as u64), "{filter:?}");
    }
    let before = hr.db().statements();
    let published = Filter { published: Some(true), ..all() };
    let page = list(hr, who, &published, PageRequest::new(1, 2)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 2);
    assert_eq!((page.items.len(), page.total), (2, 3));
    let shown = Summary {
        id: ids[0],
        title: "Engineer".into(),
        employment: Employment::FullTime,
        location: Some("Sydney, NSW".into()),
        currency: Some("AUD".into()),
        pay_min: Some(Decimal::new(800_005, 1)),
        pay_max: money(120_000),
        salary_period: Some(SalaryPeriod::Annual),
        pay_kind: Some(PayKind::Range),
        show_pay: Some(true),
        status: Status::Active,
        code: Some("J-9".into()),
        department: Some("Engineering".into()),
        display: Some(Display::TextOnly),
        closes_at: Some(World::start().naive_utc()),
        hiring_manager: None,
        posted_by: None,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(page.items[0], shown);
}

#[tokio::test]
async fn job_listing_delete_takes_its_questions_along() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let made = create(hr, who, engineer()).await.unwrap();
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(delete(hr, who, made.id).await, Err(MISSING));
    // Its question's id is free again.
    assert!(create(hr, who, engineer()).await.unwrap().id > made.id);
    assert_eq!(
        world.audited(who).await,
        ["job_listing.create", "job_listing.delete", "job_listing.create"]
    );
}
