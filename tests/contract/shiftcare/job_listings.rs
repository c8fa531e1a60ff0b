//! Job listings: advertised with clean content and screening questions.

use rosetta_shiftcare::*;

use super::watched::{Desk, gone, invalid, number, walked};

fn job() -> JobListingCreate {
    let car = QuestionCreate::new("Have you a car?", QuestionTypeInput::YesNo).question_index(1);
    let when = QuestionCreate::new("When can you begin?", QuestionTypeInput::SingleSelect)
        .answer_options("Now,Later")
        .is_answer_video(true)
        .question_index(2);
    JobListingCreate::new("Night Nurse", JobEmploymentTypeInput::Casual)
        .content_body("<p>Care</p><script>alert(1)</script>")
        .content_formatting(ContentFormatting::Html)
        .location("Perth")
        .currency("AUD")
        .pay_min(number("30.5"))
        .pay_max(number("45"))
        .salary_type(SalaryTypeInput::Hourly)
        .pay_type(PayTypeInput::Range)
        .show_pay(true)
        .show_experience(3)
        .questions(vec![car, when])
}

#[tokio::test]
async fn job_listing_create_then_get_shows_clean_content_and_questions() {
    let desk = Desk::open().await;
    let made = desk.job_listing_create(job()).await.unwrap();
    assert_eq!(made.title, "Night Nurse");
    assert_eq!(made.employment_type, JobEmploymentType::Casual);
    assert_eq!(made.content_body.as_deref(), Some("<p>Care</p>"));
    assert_eq!(made.status, JobListingStatus::Discontinued);
    assert_eq!((made.pay_min, made.pay_max), (Some(number("30.5")), Some(number("45"))));
    assert_eq!(made.salary_type, Some(SalaryType::Hourly));
    assert_eq!(made.show_experience, Some(3));
    assert_eq!(made.questions.len(), 2);
    assert_eq!(made.questions[0].question_type, QuestionType::YesNo);
    assert!(!made.questions[0].is_answer_video);
    assert_eq!(made.questions[1].answer_options.as_deref(), Some("Now,Later"));
    assert!(made.questions[1].is_answer_video);
    let seen = desk.job_listing_get(JobListingGet::new(made.id.clone())).await.unwrap();
    assert_eq!(seen, made);
    invalid(desk.job_listing_create(job().pay_max(number("1"))).await, "pay");
}

#[tokio::test]
async fn job_listing_list_pages_and_filters_by_status() {
    let desk = Desk::open().await;
    let made = desk.job_listing_create(job()).await.unwrap();
    let all = walked(desk.job_listing_list(JobListingList::new().size(4))).await;
    assert_eq!(all.len(), 7);
    assert_eq!((&all[6].id, &all[6].title), (&made.id, &made.title));
    let closed = JobListingList::new().status(JobListingStatusFilter::Discontinued);
    let closed = desk.job_listing_list(closed).await.unwrap().items;
    assert_eq!(closed.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["5", &made.id]);
    let open = JobListingList::new().status(JobListingStatusFilter::Published);
    assert_eq!(desk.job_listing_list(open).await.unwrap().total_items, 5);
}

#[tokio::test]
async fn job_listing_update_changes_named_questions_only_and_null_clears() {
    let desk = Desk::open().await;
    let made = desk.job_listing_create(job()).await.unwrap();
    let question = QuestionUpdate::new(made.questions[1].id.clone())
        .question_msg("Begin when?")
        .answer_options(Patch::Null);
    let body = JobListingUpdate::new()
        .status(JobListingStatusInput::Published)
        .location(Patch::Null)
        .questions(vec![question]);
    let request = JobListingUpdateRequest::new(made.id.clone(), body);
    let changed = desk.job_listing_update(request).await.unwrap();
    let mut expected = made;
    expected.status = JobListingStatus::Published;
    expected.location = None;
    expected.questions[1].question_msg = "Begin when?".into();
    expected.questions[1].answer_options = None;
    assert_eq!(changed, expected);
    let id = expected.id.clone();
    assert_eq!(desk.job_listing_get(JobListingGet::new(id.clone())).await.unwrap(), expected);

    let foreign = QuestionUpdate::new("00000000-0000-4000-8000-000000000001").question_msg("Mine?");
    let body = JobListingUpdate::new().questions(vec![foreign]);
    let foreign = desk.job_listing_update(JobListingUpdateRequest::new(id, body)).await;
    invalid(foreign, "questions");
}

#[tokio::test]
async fn job_listing_delete_is_final() {
    let desk = Desk::open().await;
    desk.job_listing_delete(JobListingDelete::new("6")).await.unwrap();
    gone(desk.job_listing_get(JobListingGet::new("6")).await, "job listing");
    gone(desk.job_listing_delete(JobListingDelete::new("6")).await, "job listing");
    let body = JobListingUpdate::new().title("Ghost");
    gone(desk.job_listing_update(JobListingUpdateRequest::new("6", body)).await, "job listing");
}
