//! Candidates, applications and interviews between IceHRM and the core.

use hr::application::{Application, NewApplication};
use hr::candidate::{
    Candidate, CandidateChange, Filter, NewCandidate, Order, Profile, ProfileChange, Summary,
};
use hr::id::{CandidateId, JobListingId};
use hr::interview::{Interview, InterviewChange, NewInterview};
use icehrm_server::requests::CandidateListRequest;
use icehrm_server::types;
use wire::LocalSecond;

use super::{chosen, descends, ids, moment, same, value};

pub fn filter(sent: CandidateListRequest) -> Filter {
    let jobs = chosen(sent.job, sent.filters.and_then(|any| any.job));
    Filter {
        jobs: jobs.map(|all| ids(all, JobListingId)),
        search: sent.search,
        tags: sent.tags.as_deref().map(tags).unwrap_or_default(),
        order: match sent.sort_field {
            types::CandidateListSortField::Id => Order::Id,
            types::CandidateListSortField::FirstName => Order::FirstName,
            types::CandidateListSortField::LastName => Order::LastName,
            types::CandidateListSortField::Created => Order::Created,
        },
        descending: descends(sent.sort_order),
    }
}

/// Tags are one text here, with commas between them.
fn tags(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

fn text(tags: &[String]) -> Option<String> {
    if tags.is_empty() { None } else { Some(tags.join(", ")) }
}

pub fn new(sent: types::CandidateSave) -> NewCandidate {
    NewCandidate {
        email: value(sent.email.clone()),
        tags: value(sent.tags.clone()).as_deref().map(tags).unwrap_or_default(),
        profile: Profile::from(profile(sent.clone())),
        ..NewCandidate::new(&sent.first_name, &sent.last_name, &sent.cv_title)
    }
}

pub fn change(sent: types::CandidateSave) -> CandidateChange {
    CandidateChange {
        first_name: Some(sent.first_name.clone()),
        last_name: Some(sent.last_name.clone()),
        title: Some(sent.cv_title.clone()),
        email: same(sent.email.clone()),
        tags: match &sent.tags {
            wire::Patch::Absent => None,
            wire::Patch::Null => Some(Vec::new()),
            wire::Patch::Value(text) => Some(tags(text)),
        },
        profile: profile(sent),
    }
}

fn profile(sent: types::CandidateSave) -> ProfileChange {
    ProfileChange {
        nationality: same(sent.nationality),
        industry: same(sent.industry),
        birthday: same(sent.birthday),
        gender: same(sent.gender),
        marital_status: same(sent.marital_status),
        address1: same(sent.address1),
        address2: same(sent.address2),
        city: same(sent.city),
        country: same(sent.country),
        province: same(sent.province),
        postal_code: same(sent.postal_code),
        home_phone: same(sent.home_phone),
        mobile_phone: same(sent.mobile_phone),
        cv: same(sent.cv),
        image: same(sent.profile_image),
        cv_text: same(sent.cvtext),
        head_line: same(sent.head_line),
        objective: same(sent.objective),
        work_history: same(sent.work_history),
        education: same(sent.education),
        skills: same(sent.skills),
        referees: same(sent.referees),
        linked_in: same(sent.linked_in_url),
        years: same(sent.total_years_of_experience),
        months: same(sent.total_months_of_experience),
        expected_salary: same(sent.expected_salary),
        preferred_positions: same(sent.prefered_positions),
        preferred_job_type: same(sent.prefered_jobtype),
        preferred_countries: same(sent.prefered_countries),
        notes: same(sent.notes),
        calls: same(sent.calls),
    }
}

pub fn shown(it: Candidate) -> types::Candidate {
    let profile = it.profile;
    types::Candidate {
        id: it.id.get(),
        first_name: it.first_name,
        last_name: it.last_name,
        cv_title: it.title,
        email: it.email,
        nationality: profile.nationality,
        birthday: profile.birthday,
        gender: profile.gender,
        marital_status: profile.marital_status,
        address1: profile.address1,
        address2: profile.address2,
        city: profile.city,
        country: profile.country,
        province: profile.province,
        postal_code: profile.postal_code,
        home_phone: profile.home_phone,
        mobile_phone: profile.mobile_phone,
        cv: profile.cv,
        cvtext: profile.cv_text,
        industry: profile.industry,
        profile_image: profile.image,
        head_line: profile.head_line,
        objective: profile.objective,
        work_history: profile.work_history,
        education: profile.education,
        skills: profile.skills,
        referees: profile.referees,
        linked_in_url: profile.linked_in,
        total_years_of_experience: profile.years,
        total_months_of_experience: profile.months,
        expected_salary: profile.expected_salary,
        prefered_positions: profile.preferred_positions,
        prefered_jobtype: profile.preferred_job_type,
        prefered_countries: profile.preferred_countries,
        tags: text(&it.tags),
        notes: profile.notes,
        calls: profile.calls,
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}

pub fn listed(it: Summary) -> types::CandidateListed {
    types::CandidateListed {
        id: it.id.get(),
        first_name: it.first_name,
        last_name: it.last_name,
        cv_title: it.title,
        email: it.email.into(),
        tags: text(&it.tags).into(),
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}

pub fn new_application(job: i64, sent: types::ApplicationCreate) -> NewApplication {
    NewApplication {
        job: JobListingId(job),
        candidate: CandidateId(sent.candidate),
        referred_by: sent.referred_by_email,
        notes: sent.notes,
    }
}

pub fn application(it: Application) -> types::Application {
    types::Application {
        id: it.id.get(),
        job: it.job.get(),
        candidate: it.candidate.get(),
        referred_by_email: it.referred_by.into(),
        notes: it.notes.into(),
        created: moment(it.created_at),
    }
}

pub fn new_interview(candidate: CandidateId, sent: types::InterviewSave) -> NewInterview {
    NewInterview {
        job: JobListingId(sent.job),
        candidate,
        level: value(sent.level),
        scheduled_at: sent.scheduled.0,
        location: value(sent.location),
        status: value(sent.status),
        notes: value(sent.notes),
    }
}

pub fn interview_change(sent: types::InterviewSave) -> InterviewChange {
    InterviewChange {
        job: Some(JobListingId(sent.job)),
        level: same(sent.level),
        scheduled_at: Some(sent.scheduled.0),
        location: same(sent.location),
        status: same(sent.status),
        notes: same(sent.notes),
    }
}

pub fn interview(it: Interview) -> types::Interview {
    types::Interview {
        id: it.id.get(),
        job: it.job.get(),
        candidate: it.candidate.get(),
        level: it.level.into(),
        scheduled: LocalSecond(it.scheduled_at),
        location: it.location.into(),
        status: it.status.into(),
        notes: it.notes.into(),
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}
