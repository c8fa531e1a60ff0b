//! Posts and the search for people: positions and job listings with their questions.

use chrono::{NaiveTime, TimeDelta};
use hr::application::{self, NewApplication};
use hr::candidate::{self, NewCandidate};
use hr::id::{CandidateId, EmployeeId, JobListingId};
use hr::interview::{self, NewInterview};
use hr::job_listing::{
    self, Display, Employment, Formatting, NewJobListing, NewQuestion, PayKind, QuestionKind,
    SalaryPeriod, Status,
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

/// Candidates with what heads their curriculum vitae, and their tags.
const CANDIDATES: [(&str, &str, &str, &str); 3] = [
    ("Carol", "Quick", "Engineer of ten years", "rust remote"),
    ("Bob", "Steady", "Engineer and cook", "remote"),
    ("Alan", "Young", "Beginner", ""),
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
        let more = NewJobListing {
            questions,
            code: Some(format!("JOB-{}", at + 1)),
            department: Some("Engineering".into()).filter(|_| at == 0),
            display: Some(Display::TextOnly),
            hiring_manager: Some(EmployeeId(2)).filter(|_| at < 2),
            posted_by: Some(EmployeeId(1)),
            ..job(name, status)
        };
        job_listing::create(hr, who, more)
    });
    in_order(jobs).await?;
    in_order(CANDIDATES.map(|it| candidate::create(hr, who, hopeful(it)))).await?;
    for (job, candidate) in [(1, 1), (1, 2), (3, 3)] {
        application::create(hr, who, wish(JobListingId(job), CandidateId(candidate))).await?;
    }
    interview::create(hr, who, talk(hr, JobListingId(1), CandidateId(1))).await?;
    Ok(())
}

pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    position::create(hr, who, post("RIV-001", "Rival Spy")).await?;
    let spy = job("Rival Spy", Status::Active);
    let spy = NewJobListing { hiring_manager: Some(first), ..spy };
    let job = job_listing::create(hr, who, spy).await?.id;
    let them = hopeful(("Rita", "Rival", "Spy", "secret"));
    let them = candidate::create(hr, who, them).await?.id;
    application::create(hr, who, wish(job, them)).await?;
    interview::create(hr, who, talk(hr, job, them)).await?;
    Ok(())
}

fn hopeful((first, last, title, tags): (&str, &str, &str, &str)) -> NewCandidate {
    NewCandidate {
        email: Some(format!("{}@candidates.example", first.to_lowercase())),
        tags: tags.split_whitespace().map(str::to_owned).collect(),
        ..NewCandidate::new(first, last, title)
    }
}

fn wish(job: JobListingId, candidate: CandidateId) -> NewApplication {
    NewApplication { job, candidate, referred_by: None, notes: None }
}

/// At ten o'clock, a month from now.
fn talk(hr: &Hr, job: JobListingId, candidate: CandidateId) -> NewInterview {
    let day = hr.clock().today() + TimeDelta::days(30);
    NewInterview {
        job,
        candidate,
        level: Some("First talk".into()),
        scheduled_at: day.and_time(NaiveTime::MIN) + TimeDelta::hours(10),
        location: Some("Meeting room 1".into()),
        status: Some("Scheduled".into()),
        notes: None,
    }
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
