//! Job listings and their questions between ShiftCare and the core.

use hr::Error;
use hr::id::JobListingId;
use hr::job_listing::{
    Employment, Filter, Formatting, JobListing, JobListingChange, NewJobListing, NewQuestion,
    PayKind, Question, QuestionChange, QuestionKind, SalaryPeriod, Status, Summary,
};
use shiftcare_server::types;
use uuid::Uuid;

use super::{ToCore, ToWire, amount, codes, flags, patch, same};

impl ToCore<Employment> for types::JobEmploymentTypeInput {
    fn core(self) -> Employment {
        match self {
            Self::Casual => Employment::Casual,
            Self::PartTime => Employment::PartTime,
            Self::FullTime => Employment::FullTime,
        }
    }
}

/// Kinds of employment that this API does not know are casual ones here.
impl ToWire<types::JobEmploymentType> for Employment {
    fn wire(self) -> types::JobEmploymentType {
        match self {
            Self::PartTime => types::JobEmploymentType::PartTime,
            Self::FullTime => types::JobEmploymentType::FullTime,
            Self::Casual | Self::Contract | Self::Other => types::JobEmploymentType::Casual,
        }
    }
}

codes!(Formatting, types::ContentFormatting, types::ContentFormatting {
    Text = Text,
    Html = Html,
});

codes!(SalaryPeriod, types::SalaryTypeInput, types::SalaryType {
    Hourly = Hourly,
    Daily = Daily,
    Weekly = Weekly,
    Monthly = Monthly,
    Annual = Annual,
});

codes!(PayKind, types::PayTypeInput, types::PayType { Exact = Exact, Range = Range });

codes!(QuestionKind, types::QuestionTypeInput, types::QuestionType {
    ShortAnswer = ShortAnswer,
    YesNo = YesNo,
    SingleSelect = SingleSelect,
});

flags!(types::JobListingStatusInput, types::JobListingStatus {
    true = Published,
    false = Discontinued
});

pub fn filter(status: Option<types::JobListingStatusFilter>) -> Filter {
    let published = |status| matches!(status, types::JobListingStatusFilter::Published);
    Filter { published: status.map(published), ..Filter::default() }
}

/// A listing on hold is discontinued here.
fn published(status: Status) -> bool {
    status == Status::Active
}

/// Ids are texts here; one that is no number of ours names no listing.
///
/// # Errors
/// `NotFound`.
pub fn id(sent: &str) -> Result<JobListingId, Error> {
    // A leading zero or sign would give one listing two ids.
    let number = sent.parse::<i64>().ok().filter(|n| *n > 0 && n.to_string() == sent);
    number.map(JobListingId).ok_or(Error::NotFound("job listing"))
}

pub fn new(sent: types::JobListingCreate) -> NewJobListing {
    NewJobListing {
        content: sent.content_body,
        formatting: sent.content_formatting.map(ToCore::core),
        location: sent.location,
        currency: sent.currency,
        pay_min: amount(sent.pay_min),
        pay_max: amount(sent.pay_max),
        salary_period: sent.salary_type.map(ToCore::core),
        pay_kind: sent.pay_type.map(ToCore::core),
        show_pay: sent.show_pay,
        experience_years: sent.show_experience,
        status: match sent.status.is_some_and(ToCore::core) {
            true => Status::Active,
            false => Status::Closed,
        },
        questions: sent.questions.unwrap_or_default().into_iter().map(new_question).collect(),
        ..NewJobListing::new(&sent.title, sent.employment_type.core())
    }
}

fn new_question(sent: types::QuestionCreate) -> NewQuestion {
    NewQuestion {
        public_id: None,
        text: sent.question_msg,
        kind: sent.question_type.core(),
        answer_options: sent.answer_options,
        video: sent.is_answer_video.unwrap_or(false),
        order_index: sent.question_index,
    }
}

/// # Errors
/// `Invalid` on `questions` where an id is none.
pub fn change(sent: types::JobListingUpdate) -> Result<JobListingChange, Error> {
    let questions = sent.questions.map(|all| all.into_iter().map(question_change).collect());
    Ok(JobListingChange {
        title: sent.title,
        employment: sent.employment_type.map(ToCore::core),
        content: same(sent.content_body),
        formatting: patch(sent.content_formatting, ToCore::core),
        location: same(sent.location),
        currency: same(sent.currency),
        pay_min: patch(sent.pay_min, Into::into),
        pay_max: patch(sent.pay_max, Into::into),
        salary_period: patch(sent.salary_type, ToCore::core),
        pay_kind: patch(sent.pay_type, ToCore::core),
        show_pay: same(sent.show_pay),
        experience_years: same(sent.show_experience),
        published: sent.status.map(ToCore::core),
        questions: questions.transpose()?,
        ..JobListingChange::default()
    })
}

fn question_change(sent: types::QuestionUpdate) -> Result<QuestionChange, Error> {
    let id = Uuid::parse_str(&sent.id);
    let id = id.map_err(|_| Error::invalid("questions", "names a question by what is no UUID"))?;
    Ok(QuestionChange {
        text: sent.question_msg,
        kind: sent.question_type.map(ToCore::core),
        answer_options: same(sent.answer_options),
        video: sent.is_answer_video,
        order_index: same(sent.question_index),
        ..QuestionChange::of(id)
    })
}

pub fn shown(it: JobListing) -> types::JobListing {
    types::JobListing {
        id: it.id.to_string(),
        title: it.title,
        employment_type: it.employment.wire(),
        content_body: it.content,
        content_formatting: it.formatting.map(ToWire::wire),
        location: it.location,
        currency: it.currency,
        pay_min: it.pay_min.map(Into::into),
        pay_max: it.pay_max.map(Into::into),
        salary_type: it.salary_period.map(ToWire::wire),
        pay_type: it.pay_kind.map(ToWire::wire),
        show_pay: it.show_pay,
        show_experience: it.experience_years,
        status: published(it.status).wire(),
        questions: it.questions.into_iter().map(question).collect(),
    }
}

fn question(it: Question) -> types::Question {
    types::Question {
        id: it.public_id.to_string(),
        question_msg: it.text,
        question_type: it.kind.wire(),
        answer_options: it.answer_options,
        is_answer_video: it.video,
        question_index: it.order_index,
    }
}

pub fn listed(it: Summary) -> types::JobListingListItem {
    types::JobListingListItem {
        id: it.id.to_string(),
        title: it.title,
        employment_type: it.employment.wire(),
        location: it.location,
        currency: it.currency,
        pay_min: it.pay_min.map(Into::into),
        pay_max: it.pay_max.map(Into::into),
        salary_type: it.salary_period.map(ToWire::wire),
        pay_type: it.pay_kind.map(ToWire::wire),
        show_pay: it.show_pay,
        status: published(it.status).wire(),
    }
}
