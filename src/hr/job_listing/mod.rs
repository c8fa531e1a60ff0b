//! Job listings: posts that are advertised, with the questions that applicants are asked.

mod questions;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::Patch;
use crate::code::coded;
use crate::id::{EmployeeId, JobListingId};
use crate::patch::optional;

pub(crate) use rules::takes_applications;
pub(crate) use store::{find, led_by, require};
pub(crate) use verbs::seen_in;
pub use verbs::{change, create, delete, get, list, seen, seen_list};

coded! {
    /// How much of a week the job takes, or how long it lasts.
    pub enum Employment("job employment") {
        /// By the hour, or for a while.
        Casual = 1,
        PartTime = 2,
        FullTime = 3,
        Contract = 4,
        /// Otherwise, or not said.
        Other = 5,
    }
}

coded! {
    /// How the content is written.
    pub enum Formatting("content formatting") {
        Text = 1,
        Html = 2,
    }
}

coded! {
    /// What the pay is for.
    pub enum SalaryPeriod("salary period") {
        Hourly = 1,
        Daily = 2,
        Weekly = 3,
        Monthly = 4,
        Annual = 5,
    }
}

coded! {
    /// Whether the pay is one amount or lies between two.
    pub enum PayKind("pay kind") {
        Exact = 1,
        Range = 2,
    }
}

coded! {
    /// How a question is answered.
    pub enum QuestionKind("question kind") {
        ShortAnswer = 1,
        YesNo = 2,
        SingleSelect = 3,
    }
}

coded! {
    /// Whether people are looked for; only an active listing is published.
    pub enum Status("job status") {
        Active = 1,
        OnHold = 2,
        Closed = 3,
    }
}

coded! {
    /// What is shown of a listing to the world.
    pub enum Display("job display") {
        TextOnly = 1,
        ImageOnly = 2,
        ImageAndText = 3,
        ImageAndDetails = 4,
    }
}

optional! {
    /// What else is said of a job; nothing asks for it but who reads the whole listing.
    pub struct Details, DetailsChange {
        short_description: String,
        /// Cleaned as the content is, where that is HTML.
        requirements: String,
        /// Cleaned as the content is, where that is HTML.
        benefits: String,
        /// Two letters.
        country: String,
        /// In free words.
        keywords: String,
        /// The name of a file that belongs to it.
        attachment: String,
        /// Codes of the caller's own lists.
        industry: i32,
        experience_level: i32,
        job_function: i32,
        education_level: i32,
    }
}

/// A job that is advertised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobListing {
    pub id: JobListingId,
    pub title: String,
    pub employment: Employment,
    /// Where it is HTML, without anything that could run.
    pub content: Option<String>,
    pub formatting: Option<Formatting>,
    pub location: Option<String>,
    pub currency: Option<String>,
    /// Never above the maximum where both are known; four decimals.
    pub pay_min: Option<Decimal>,
    pub pay_max: Option<Decimal>,
    pub salary_period: Option<SalaryPeriod>,
    pub pay_kind: Option<PayKind>,
    /// Whether applicants see the pay.
    pub show_pay: Option<bool>,
    /// Years of experience asked for; 0 asks for none.
    pub experience_years: Option<i32>,
    pub status: Status,
    /// Names it in addresses; unique in the company without regard to case.
    pub code: Option<String>,
    /// In free words.
    pub department: Option<String>,
    pub display: Option<Display>,
    /// When applications end, by the company's own clock.
    pub closes_at: Option<NaiveDateTime>,
    /// Who looks for somebody, and may see who applies.
    pub hiring_manager: Option<EmployeeId>,
    pub posted_by: Option<EmployeeId>,
    pub details: Details,
    /// In the order of their index, those without one last, then as they were added.
    pub questions: Vec<Question>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A question to applicants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub public_id: Uuid,
    pub text: String,
    pub kind: QuestionKind,
    /// What a single select offers, separated by commas.
    pub answer_options: Option<String>,
    /// Whether the answer is to be a video.
    pub video: bool,
    pub order_index: Option<i32>,
}

/// A listing as lists show it: without its content and questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub id: JobListingId,
    pub title: String,
    pub employment: Employment,
    pub location: Option<String>,
    pub currency: Option<String>,
    pub pay_min: Option<Decimal>,
    pub pay_max: Option<Decimal>,
    pub salary_period: Option<SalaryPeriod>,
    pub pay_kind: Option<PayKind>,
    pub show_pay: Option<bool>,
    pub status: Status,
    pub code: Option<String>,
    pub department: Option<String>,
    pub display: Option<Display>,
    pub closes_at: Option<NaiveDateTime>,
    pub hiring_manager: Option<EmployeeId>,
    pub posted_by: Option<EmployeeId>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Which listings a list shows, and in which order; the default shows all, by id.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub published: Option<bool>,
    /// In one of these states; none at all where the list is empty.
    pub status: Option<Vec<Status>>,
    /// Of departments that are called so.
    pub departments: Option<Vec<String>>,
    pub hiring_managers: Option<Vec<EmployeeId>>,
    /// Part of the title or the code, whatever the case.
    pub search: Option<String>,
    pub order: Order,
    /// From the last to the first.
    pub descending: bool,
}

/// What a list of listings is sorted by; those that are equal stand in the order of their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Id,
    Title,
    Code,
    Closing,
    Created,
}

/// What a new listing is made of.
#[derive(Clone, Debug)]
pub struct NewJobListing {
    pub title: String,
    pub employment: Employment,
    pub content: Option<String>,
    pub formatting: Option<Formatting>,
    pub location: Option<String>,
    pub currency: Option<String>,
    pub pay_min: Option<Decimal>,
    pub pay_max: Option<Decimal>,
    pub salary_period: Option<SalaryPeriod>,
    pub pay_kind: Option<PayKind>,
    pub show_pay: Option<bool>,
    pub experience_years: Option<i32>,
    pub status: Status,
    pub code: Option<String>,
    pub department: Option<String>,
    pub display: Option<Display>,
    pub closes_at: Option<NaiveDateTime>,
    pub hiring_manager: Option<EmployeeId>,
    pub posted_by: Option<EmployeeId>,
    pub details: Details,
    pub questions: Vec<NewQuestion>,
}

impl NewJobListing {
    /// A closed listing with nothing but its title and employment.
    pub fn new(title: &str, employment: Employment) -> Self {
        Self {
            title: title.to_owned(),
            employment,
            content: None,
            formatting: None,
            location: None,
            currency: None,
            pay_min: None,
            pay_max: None,
            salary_period: None,
            pay_kind: None,
            show_pay: None,
            experience_years: None,
            status: Status::Closed,
            code: None,
            department: None,
            display: None,
            closes_at: None,
            hiring_manager: None,
            posted_by: None,
            details: Details::default(),
            questions: Vec::new(),
        }
    }
}

/// What a new question is made of.
#[derive(Clone, Debug)]
pub struct NewQuestion {
    /// Random unless given; seeding gives one, so that examples can name it.
    pub public_id: Option<Uuid>,
    pub text: String,
    pub kind: QuestionKind,
    pub answer_options: Option<String>,
    pub video: bool,
    pub order_index: Option<i32>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct JobListingChange {
    pub title: Option<String>,
    pub employment: Option<Employment>,
    pub content: Patch<String>,
    pub formatting: Patch<Formatting>,
    pub location: Patch<String>,
    pub currency: Patch<String>,
    pub pay_min: Patch<Decimal>,
    pub pay_max: Patch<Decimal>,
    pub salary_period: Patch<SalaryPeriod>,
    pub pay_kind: Patch<PayKind>,
    pub show_pay: Patch<bool>,
    pub experience_years: Patch<i32>,
    pub status: Option<Status>,
    /// For who knows two states only: publishes, or closes what is active and leaves what is on
    /// hold. The status wins.
    pub published: Option<bool>,
    pub code: Patch<String>,
    pub department: Patch<String>,
    pub display: Patch<Display>,
    pub closes_at: Patch<NaiveDateTime>,
    pub hiring_manager: Patch<EmployeeId>,
    pub details: DetailsChange,
    /// Questions that are not named stay as they are.
    pub questions: Option<Vec<QuestionChange>>,
}

/// What is to change about one question of the listing.
#[derive(Clone, Debug)]
pub struct QuestionChange {
    pub public_id: Uuid,
    pub text: Option<String>,
    pub kind: Option<QuestionKind>,
    pub answer_options: Patch<String>,
    pub video: Option<bool>,
    pub order_index: Patch<i32>,
}

impl QuestionChange {
    /// A change of this question that changes nothing yet.
    pub fn of(public_id: Uuid) -> Self {
        Self {
            public_id,
            text: None,
            kind: None,
            answer_options: Patch::Keep,
            video: None,
            order_index: Patch::Keep,
        }
    }
}
