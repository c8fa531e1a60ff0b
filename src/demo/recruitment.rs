//! Posts and the search for people: positions and job listings with their questions.

use hr::job_listing::{
    self, Employment, Formatting, NewJobListing, NewQuestion, PayKind, QuestionKind, SalaryPeriod,
    Status,
};
use hr::position::{self, NewPosition};
use hr::{Error, Hr, Who};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::in_order;

const POSITIONS: [&str; 6] = [
    "Software Engineer",
    "Support Worker",
    "Team Leader",
    "Accountant",
    "Recruiter",
    "Office Assistant",
];

/// The questions of listing 1, which examples name.
const QUESTIONS: [u128; 2] =
    [0x0000_0000_0000_4000_8000_0000_0000_0001, 0x0000_0000_0000_4000_8000_0000_0000_0002];

/// Before the people, who hold them.
pub async fn positions(hr: &Hr, who: &Who) -> Result<(), Error> {
    let posts = POSITIONS
        .iter()
        .enumerate()
        .map(|(at, name)| position::create(hr, who, post(&format!("POS-{:03}", at + 1), name)));
    in_order(posts).await?;
    Ok(())
}

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    let jobs = POSITIONS.iter().enumerate().map(|(at, name)| {
        let status = if at == 4 { Status::Closed } else { Status::Active };
        let questions = if at == 0 { QUESTIONS.map(question).to_vec() } else { Vec::new() };
        job_listing::create(hr, who, NewJobListing { questions, ..job(name, status) })
    });
    in_order(jobs).await?;
    Ok(())
}

pub async fn rival(hr: &Hr, who: &Who) -> Result<(), Error> {
    position::create(hr, who, post("RIV-001", "Rival Spy")).await?;
    job_listing::create(hr, who, job("Rival Spy", Status::Active)).await?;
    Ok(())
}

fn post(code: &str, name: &str) -> NewPosition {
    NewPosition {
        code: Some(code.into()),
        name: name.into(),
        responsibilities: format!("Everything that a {name} does"),
        minimum_salary: Some(Decimal::from(50_000)),
        maximum_salary: Some(Decimal::from(100_000)),
        currency: Some("AUD".into()),
        remarks: None,
    }
}

fn job(title: &str, status: Status) -> NewJobListing {
    NewJobListing {
        content: Some(format!("<p>We are looking for a {title}.</p>")),
        formatting: Some(Formatting::Html),
        location: Some("Sydney, NSW".into()),
        currency: Some("AUD".into()),
        pay_min: Some(Decimal::from(60_000)),
        pay_max: Some(Decimal::from(90_000)),
        salary_period: Some(SalaryPeriod::Annual),
        pay_kind: Some(PayKind::Range),
        show_pay: Some(true),
        experience_years: Some(2),
        status,
        ..NewJobListing::new(title, Employment::FullTime)
    }
}

fn question(id: u128) -> NewQuestion {
    NewQuestion {
        public_id: Some(Uuid::from_u128(id)),
        text: "What is your expected salary?".into(),
        kind: QuestionKind::ShortAnswer,
        answer_options: None,
        video: false,
        order_index: Some((id & 0xff) as i32),
    }
}
