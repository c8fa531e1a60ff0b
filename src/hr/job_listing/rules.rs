//! What may be said of a job listing: pure, so that tests can be tables.

use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;

use super::{
    Details, Formatting, JobListing, JobListingChange, NewJobListing, NewQuestion, Question,
    QuestionChange, Status,
};
use crate::id::JobListingId;
use crate::patch::set;
use crate::{Error, Faults, Random, html};

/// The listing that `new` describes; its id is given by the store, its questions' by `random`.
pub fn create(
    new: NewJobListing,
    random: &Random,
    now: DateTime<Utc>,
) -> Result<JobListing, Error> {
    let questions = new.questions.into_iter().map(|new| question(new, random));
    check(JobListing {
        id: JobListingId(0),
        title: new.title,
        employment: new.employment,
        content: new.content,
        formatting: new.formatting,
        location: new.location,
        currency: new.currency,
        pay_min: new.pay_min,
        pay_max: new.pay_max,
        salary_period: new.salary_period,
        pay_kind: new.pay_kind,
        show_pay: new.show_pay,
        experience_years: new.experience_years,
        status: new.status,
        code: new.code,
        department: new.department,
        display: new.display,
        closes_at: new.closes_at,
        hiring_manager: new.hiring_manager,
        posted_by: new.posted_by,
        details: new.details,
        questions: questions.collect::<Result<_, _>>()?,
        created_at: now,
        updated_at: now,
    })
}

fn question(new: NewQuestion, random: &Random) -> Result<Question, Error> {
    Ok(Question {
        public_id: new.public_id.map_or_else(|| random.uuid(), Ok)?,
        text: new.text,
        kind: new.kind,
        answer_options: new.answer_options,
        video: new.video,
        order_index: new.order_index,
    })
}

/// The listing after `change`, its questions in the order in which they were.
pub fn change(
    mut it: JobListing,
    change: JobListingChange,
    now: DateTime<Utc>,
) -> Result<JobListing, Error> {
    set(&mut it.title, change.title);
    set(&mut it.employment, change.employment);
    change.content.apply(&mut it.content);
    change.formatting.apply(&mut it.formatting);
    change.location.apply(&mut it.location);
    change.currency.apply(&mut it.currency);
    change.pay_min.apply(&mut it.pay_min);
    change.pay_max.apply(&mut it.pay_max);
    change.salary_period.apply(&mut it.salary_period);
    change.pay_kind.apply(&mut it.pay_kind);
    change.show_pay.apply(&mut it.show_pay);
    change.experience_years.apply(&mut it.experience_years);
    let status = change.status.or(two_states(it.status, change.published));
    set(&mut it.status, status);
    change.code.apply(&mut it.code);
    change.department.apply(&mut it.department);
    change.display.apply(&mut it.display);
    change.closes_at.apply(&mut it.closes_at);
    change.hiring_manager.apply(&mut it.hiring_manager);
    change.details.apply(&mut it.details);
    for asked in change.questions.unwrap_or_default() {
        change_question(&mut it.questions, asked)?;
    }
    it.updated_at = now;
    check(it)
}

/// What becomes of a status for who knows two of them only.
fn two_states(now: Status, published: Option<bool>) -> Option<Status> {
    match published? {
        true => Some(Status::Active),
        false if now == Status::Active => Some(Status::Closed),
        false => None,
    }
}

/// Refuses applications for a job that is not active or has closed at `now`, by its own clock.
pub fn takes_applications(it: &JobListing, now: NaiveDateTime) -> Result<(), Error> {
    if it.status != Status::Active {
        return Err(Error::wrong_state("the job is not active"));
    }
    match it.closes_at {
        Some(end) if end < now => Err(Error::wrong_state("the closing date of the job is over")),
        _ => Ok(()),
    }
}

fn change_question(questions: &mut [Question], change: QuestionChange) -> Result<(), Error> {
    let Some(it) = questions.iter_mut().find(|it| it.public_id == change.public_id) else {
        return Err(Error::invalid("questions", "names a question that the listing does not have"));
    };
    set(&mut it.text, change.text);
    set(&mut it.kind, change.kind);
    change.answer_options.apply(&mut it.answer_options);
    set(&mut it.video, change.video);
    change.order_index.apply(&mut it.order_index);
    Ok(())
}

fn check(mut it: JobListing) -> Result<JobListing, Error> {
    let not_negative = |pay: Option<Decimal>| pay.is_none_or(|it| it >= Decimal::ZERO);
    let ordered = it.pay_min.zip(it.pay_max).is_none_or(|(low, high)| low <= high);
    let experience = it.experience_years.is_none_or(|years| years >= 0);
    let asked = it.questions.iter().all(|question| !question.text.is_empty());
    Faults::default()
        .filled("title", &it.title)
        .check(not_negative(it.pay_min), "pay_min", "must not be negative")
        .check(not_negative(it.pay_max), "pay_max", "must not be negative")
        .check(ordered, "pay_min", "must not be above the maximum")
        .check(experience, "experience_years", "must not be negative")
        .check(asked, "questions", "must not have an empty text")
        .check(it.code.as_deref() != Some(""), "code", "must not be empty")
        .result()?;
    if it.formatting == Some(Formatting::Html) {
        let Details { requirements, benefits, .. } = &mut it.details;
        for text in [&mut it.content, requirements, benefits].into_iter().flatten() {
            *text = html::clean(text);
        }
    }
    Ok(it)
}
