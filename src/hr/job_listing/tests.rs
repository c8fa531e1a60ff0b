//! Job listings: rules as tables, verbs on a fresh database.

use super::*;
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
        published: true,
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
        published: true,
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
    let listing = |text| NewJobListing { questions: vec![question(text, None)], ..engineer() };
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
    assert_eq!(create(hr, who, engineer()).await, Err(Error::Duplicate { field: "public_id" }));
    assert_eq!(list(hr, who, None, PageRequest::new(1, 20)).await.unwrap().total, 1);
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
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    let expected = JobListing {
        title: "Senior Engineer".into(),
        pay_max: None,
        show_pay: None,
        salary_period: Some(SalaryPeriod::Monthly),
        published: false,
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
    assert_eq!(list(hr, rival, None, PageRequest::new(1, 20)).await.unwrap().total, 0);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn job_listing_list_filters_and_pages_in_two_statements() {
    let World { hr, who, .. } = &World::new().await;
    let mut ids = Vec::new();
    for published in [true, false, true, false, true] {
        let new = NewJobListing { published, questions: Vec::new(), ..engineer() };
        ids.push(create(hr, who, new).await.unwrap().id);
    }
    for (published, expected) in [
        (None, ids.clone()),
        (Some(true), vec![ids[0], ids[2], ids[4]]),
        (Some(false), vec![ids[1], ids[3]]),
    ] {
        let page = list(hr, who, published, PageRequest::new(1, 20)).await.unwrap();
        let found: Vec<_> = page.items.iter().map(|it| it.id).collect();
        assert_eq!((found, page.total), (expected.clone(), expected.len() as u64));
    }
    let before = hr.db().statements();
    let page = list(hr, who, Some(true), PageRequest::new(1, 2)).await.unwrap();
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
        published: true,
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
