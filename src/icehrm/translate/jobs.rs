//! Jobs between IceHRM and the core, where they are job listings.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use hr::id::EmployeeId;
use hr::job_listing::{
    DetailsChange, Display, Employment, Filter, Formatting, JobListing, JobListingChange,
    NewJobListing, Order, Status, Summary,
};
use hr::{Error, country, currency};
use icehrm_server::requests::JobListRequest;
use icehrm_server::types;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use wire::LocalSecond;

use super::{chosen, descends, ids, letters, moment, patch, reference, same, value, yes, yes_no};

/// Both ways between a code of the wire and one of the core.
macro_rules! codes {
    ($read:ident, $write:ident, $wire:path, $core:path {
        $($outside:ident = $inside:ident),+ $(,)?
    }) => {
        fn $read(sent: $wire) -> $core {
            match sent { $(<$wire>::$outside => <$core>::$inside),+ }
        }

        fn $write(it: $core) -> $wire {
            match it { $(<$core>::$inside => <$wire>::$outside),+ }
        }
    };
}

codes!(status, status_word, types::JobStatus, Status {
    Active = Active,
    OnHold = OnHold,
    Closed = Closed,
});

codes!(display, display_word, types::JobDisplay, Display {
    TextOnly = TextOnly,
    ImageOnly = ImageOnly,
    ImageAndFullText = ImageAndText,
    ImageAndOtherDetails = ImageAndDetails,
});

codes!(employment, employment_code, types::EmploymentType, Employment {
    FullTime = FullTime,
    PartTime = PartTime,
    Contract = Contract,
    Temporary = Casual,
    Other = Other,
});

pub fn filter(sent: JobListRequest) -> Filter {
    let any = sent.filters;
    let (states, departments, managers) =
        any.map_or((None, None, None), |any| (any.status, any.department, any.hiring_manager));
    let states = chosen(sent.status, states);
    Filter {
        published: None,
        status: states.map(|all| all.into_iter().map(status).collect()),
        departments: chosen(sent.department, departments),
        hiring_managers: chosen(None, managers).map(|all| ids(all, EmployeeId)),
        search: sent.search,
        order: match sent.sort_field {
            types::JobListSortField::Id => Order::Id,
            types::JobListSortField::Title => Order::Title,
            types::JobListSortField::Code => Order::Code,
            types::JobListSortField::ClosingDate => Order::Closing,
            types::JobListSortField::Created => Order::Created,
        },
        descending: descends(sent.sort_order),
    }
}

/// # Errors
/// `Invalid` where the currency does not exist.
pub fn new(sent: types::JobSave, posted_by: EmployeeId) -> Result<NewJobListing, Error> {
    let (title, display_as) = (sent.title.clone(), display(sent.display));
    let employment = sent.employement_type.map_or(Employment::Other, employment);
    let status = sent.status.map_or(Status::Active, status);
    let currency = value(sent.currency).map(|it| letters(it.into())).transpose()?;
    Ok(NewJobListing {
        status,
        currency,
        code: value(sent.code.clone()),
        department: value(sent.department.clone()),
        display: Some(display_as),
        content: value(sent.description.clone()),
        formatting: Some(Formatting::Html),
        pay_min: value(sent.salary_min).map(Decimal::from),
        pay_max: value(sent.salary_max).map(Decimal::from),
        show_pay: value(sent.show_salary).map(yes),
        closes_at: value(sent.closing_date).map(|at| at.0),
        hiring_manager: value(sent.hiring_manager).map(EmployeeId),
        posted_by: Some(posted_by),
        details: details(sent).into(),
        ..NewJobListing::new(&title, employment)
    })
}

/// # Errors
/// As [`new`].
pub fn change(sent: types::JobSave) -> Result<JobListingChange, Error> {
    let texts = [&sent.description, &sent.requirements, &sent.benefits];
    let written = texts.iter().any(|text| matches!(text, wire::Patch::Value(_)));
    Ok(JobListingChange {
        title: Some(sent.title.clone()),
        employment: sent.employement_type.map(employment),
        content: same(sent.description.clone()),
        formatting: if written { hr::Patch::Set(Formatting::Html) } else { hr::Patch::Keep },
        currency: match sent.currency {
            wire::Patch::Value(number) => hr::Patch::Set(letters(number.into())?),
            other => patch(other, |_| String::new()),
        },
        pay_min: patch(sent.salary_min, Decimal::from),
        pay_max: patch(sent.salary_max, Decimal::from),
        show_pay: patch(sent.show_salary, yes),
        status: sent.status.map(status),
        code: same(sent.code.clone()),
        department: same(sent.department.clone()),
        display: hr::Patch::Set(display(sent.display)),
        closes_at: patch(sent.closing_date, |at| at.0),
        hiring_manager: patch(sent.hiring_manager, EmployeeId),
        details: details(sent),
        ..JobListingChange::default()
    })
}

fn details(sent: types::JobSave) -> DetailsChange {
    DetailsChange {
        short_description: same(sent.short_description),
        requirements: same(sent.requirements),
        benefits: same(sent.benefits),
        country: same(sent.country),
        keywords: same(sent.keywords),
        attachment: same(sent.attachment),
        industry: same(sent.industry),
        experience_level: same(sent.experience_level),
        job_function: same(sent.job_function),
        education_level: same(sent.education_level),
    }
}

fn number(letters: Option<&str>) -> Option<i32> {
    letters.and_then(currency::by_code).map(|it| it.number)
}

/// Other APIs know parts of a unit.
fn units(pay: Option<Decimal>) -> Option<i32> {
    pay.and_then(|pay| pay.round().to_i32())
}

fn local(at: Option<NaiveDateTime>) -> Option<LocalSecond> {
    at.map(LocalSecond)
}

pub fn saved(it: JobListing) -> types::Job {
    types::Job {
        id: it.id.get(),
        title: it.title,
        display: it.display.map(display_word).into(),
        code: it.code.into(),
        short_description: it.details.short_description.into(),
        description: it.content.into(),
        requirements: it.details.requirements.into(),
        benefits: it.details.benefits.into(),
        country: it.details.country.into(),
        department: it.department.into(),
        employement_type: employment_code(it.employment),
        industry: it.details.industry.into(),
        experience_level: it.details.experience_level.into(),
        job_function: it.details.job_function.into(),
        education_level: it.details.education_level.into(),
        currency: number(it.currency.as_deref()).into(),
        show_salary: it.show_pay.map(yes_no).into(),
        salary_min: units(it.pay_min).into(),
        salary_max: units(it.pay_max).into(),
        keywords: it.details.keywords.into(),
        status: status_word(it.status),
        closing_date: local(it.closes_at).into(),
        attachment: it.details.attachment.into(),
        hiring_manager: it.hiring_manager.map(EmployeeId::get).into(),
        posted_by: it.posted_by.map(EmployeeId::get).into(),
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}

pub fn listed(it: Summary) -> types::JobListed {
    types::JobListed {
        id: it.id.get(),
        title: it.title,
        code: it.code.into(),
        department: it.department.into(),
        employement_type: employment_code(it.employment),
        status: status_word(it.status),
        display: it.display.map(display_word).into(),
        show_salary: it.show_pay.map(yes_no).into(),
        salary_min: units(it.pay_min).into(),
        salary_max: units(it.pay_max).into(),
        currency: number(it.currency.as_deref()).into(),
        closing_date: local(it.closes_at).into(),
        hiring_manager: it.hiring_manager.map(EmployeeId::get).into(),
        posted_by: it.posted_by.map(EmployeeId::get).into(),
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}

/// Whose names [`shown`] needs.
pub fn people(it: &JobListing) -> Vec<EmployeeId> {
    [it.hiring_manager, it.posted_by].into_iter().flatten().collect()
}

pub fn shown(it: JobListing, names: &BTreeMap<EmployeeId, String>) -> types::JobDetail {
    let person = |id: EmployeeId| {
        reference("Employee", id.get(), names.get(&id).cloned().unwrap_or_default())
    };
    let money = it.currency.as_deref().and_then(currency::by_code);
    let country = it.details.country.as_deref().and_then(country::of);
    types::JobDetail {
        id: it.id.get(),
        title: it.title,
        display: it.display.map(display_word),
        code: it.code,
        short_description: it.details.short_description,
        description: it.content,
        requirements: it.details.requirements,
        benefits: it.details.benefits,
        country: country
            .map(|it| types::CountryRef { code: it.alpha_2.into(), display: it.name.into() }),
        department: it.department,
        employement_type: employment_code(it.employment),
        industry: it.details.industry,
        experience_level: it.details.experience_level,
        job_function: it.details.job_function,
        education_level: it.details.education_level,
        currency: money.map(|it| reference("CurrencyType", it.number.into(), it.code)),
        show_salary: it.show_pay.map(yes_no),
        salary_min: units(it.pay_min),
        salary_max: units(it.pay_max),
        keywords: it.details.keywords,
        status: status_word(it.status),
        closing_date: local(it.closes_at),
        attachment: it.details.attachment,
        hiring_manager: it.hiring_manager.map(person),
        posted_by: it.posted_by.map(person),
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}
