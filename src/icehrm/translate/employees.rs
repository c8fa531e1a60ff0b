//! Records of employees between IceHRM and the core.

use chrono::{NaiveDateTime, Timelike};
use hr::access::Level;
use hr::employee::record::{
    CustomChange, DetailsChange, Filter, Listed, MaritalStatus, NewRecord, PapersChange,
    PersonChange, Record, RecordChange, Shown, Sort, TermsChange,
};
use hr::employee::{EmployeeChange, Employment, NewEmployee, Status};
use hr::id::{DepartmentId, EmployeeId, PositionId, RoleId};
use hr::{Error, Patch, country};
use icehrm_server::requests::EmployeeListRequest;
use icehrm_server::types::{
    self, CountryRef, EmployeeCanLogin, EmployeeEmploymentStatus as Employed,
    EmployeeMaritalStatus, EmployeeSortField, EmployeeState, EmployeeUserLevel, EntityRef,
};
use wire::LocalSecond;

use super::{chosen, descends, ids, patch, reference};

/// What a body says besides the required fields; bodies that create and that change share it.
macro_rules! said {
    ($sent:ident) => {
        RecordChange {
            employee: EmployeeChange {
                preferred_name: same($sent.name_preferred),
                employment: patch($sent.employment_status, employment),
                position: patch($sent.job_title, PositionId),
                manager: patch($sent.supervisor, EmployeeId),
                indirect_managers: superiors($sent.indirect_supervisors),
                address1: same($sent.address1),
                address2: same($sent.address2),
                city: same($sent.city),
                country: country_name($sent.country)?,
                province: same($sent.province),
                postal_code: same($sent.postal_code),
                phone: same($sent.mobile_phone),
                work_phone: same($sent.work_phone),
                hired_on: same($sent.joined_date),
                ..EmployeeChange::default()
            },
            approvers: [$sent.approver1, $sent.approver2, $sent.approver3]
                .map(|id| patch(id, EmployeeId)),
            department: patch($sent.department, DepartmentId),
            details: DetailsChange {
                marital_status: patch($sent.marital_status, marital_status),
                person: PersonChange {
                    middle_name: same($sent.middle_name),
                    name_pronunciation: same($sent.name_pronunciation),
                    pronouns: same($sent.pronouns),
                    nationality: same($sent.nationality),
                    birthday: same($sent.birthday),
                    gender: same($sent.gender),
                    ethnicity: same($sent.ethnicity),
                    immigration_status: same($sent.immigration_status),
                    home_phone: same($sent.home_phone),
                    private_email: filled($sent.private_email),
                },
                papers: PapersChange {
                    ssn_num: same($sent.ssn_num),
                    nic_num: same($sent.nic_num),
                    other_id: same($sent.other_id),
                    driving_license: same($sent.driving_license),
                    driving_license_expires_on: same($sent.driving_license_exp_date),
                    tax_id: same($sent.tax_id),
                    health_insurance: same($sent.health_insurance),
                },
                terms: TermsChange {
                    pay_grade: same($sent.pay_grade),
                    work_station: same($sent.work_station_id),
                    confirmed_on: same($sent.confirmation_date),
                    time_zone: same($sent.timezone),
                    notes: same($sent.notes),
                },
                custom: CustomChange {
                    custom4: same($sent.custom4),
                    custom5: same($sent.custom5),
                    custom6: same($sent.custom6),
                    custom7: same($sent.custom7),
                    custom8: same($sent.custom8),
                    custom9: same($sent.custom9),
                    custom10: same($sent.custom10),
                },
            },
            active: $sent.status.map(|state| state == EmployeeState::Active),
            resigned_on: same($sent.termination_date),
        }
    };
}

/// # Errors
/// `Invalid` where there is no such country.
pub fn new(sent: types::EmployeeNew) -> Result<NewRecord, Error> {
    let (first, last) = (&sent.first_name, &sent.last_name);
    let employee = NewEmployee {
        number: Some(sent.employee_id),
        // The core gives the role of an employee.
        ..NewEmployee::new(first, last, &sent.work_email, RoleId(0))
    };
    Ok(NewRecord { employee, more: said!(sent) })
}

/// # Errors
/// `Invalid` where there is no such country.
pub fn change(sent: types::EmployeeChange) -> Result<RecordChange, Error> {
    let said = said!(sent);
    let employee = EmployeeChange {
        number: sent.employee_id.map_or(Patch::Keep, Patch::Set),
        first_name: sent.first_name,
        last_name: sent.last_name,
        email: sent.work_email,
        ..said.employee
    };
    Ok(RecordChange { employee, ..said })
}

fn same<T>(sent: wire::Patch<T>) -> Patch<T> {
    patch(sent, |value| value)
}

fn filled(sent: wire::Patch<String>) -> Patch<String> {
    match same(sent) {
        Patch::Set(text) if text.is_empty() => Patch::Clear,
        other => other,
    }
}

fn superiors(sent: wire::Patch<Vec<i64>>) -> Option<Vec<EmployeeId>> {
    match sent {
        wire::Patch::Absent => None,
        wire::Patch::Null => Some(Vec::new()),
        wire::Patch::Value(sent) => Some(ids(sent, EmployeeId)),
    }
}

/// The core keeps the name of the country.
fn country_name(sent: wire::Patch<String>) -> Result<Patch<String>, Error> {
    match same(sent) {
        Patch::Keep => Ok(Patch::Keep),
        Patch::Clear => Ok(Patch::Clear),
        Patch::Set(code) => match country::of(&code) {
            Some(it) => Ok(Patch::Set(it.name.to_owned())),
            None => Err(Error::invalid("country", "is not a country")),
        },
    }
}

/// Two letters, where the text is the name of a country.
fn country_code(name: Option<String>) -> Option<String> {
    Some(country::named(&name?)?.alpha_2.to_owned())
}

fn employment(sent: Employed) -> Employment {
    match sent {
        Employed::FullTime => Employment::FullTime,
        Employed::PartTime => Employment::PartTime,
        Employed::Internship => Employment::Internship,
    }
}

fn employed(it: Employment) -> Employed {
    match it {
        Employment::FullTime => Employed::FullTime,
        Employment::PartTime => Employed::PartTime,
        Employment::Internship => Employed::Internship,
    }
}

fn employment_ref(it: Employment) -> EntityRef {
    let (id, display) = match it {
        Employment::FullTime => (1, "Full Time"),
        Employment::PartTime => (2, "Part Time"),
        Employment::Internship => (3, "Internship"),
    };
    reference("EmploymentStatus", id, display)
}

fn marital_status(sent: EmployeeMaritalStatus) -> MaritalStatus {
    match sent {
        EmployeeMaritalStatus::Married => MaritalStatus::Married,
        EmployeeMaritalStatus::Single => MaritalStatus::Single,
        EmployeeMaritalStatus::Divorced => MaritalStatus::Divorced,
        EmployeeMaritalStatus::Widowed => MaritalStatus::Widowed,
        EmployeeMaritalStatus::Other => MaritalStatus::Other,
    }
}

fn married(it: MaritalStatus) -> EmployeeMaritalStatus {
    match it {
        MaritalStatus::Married => EmployeeMaritalStatus::Married,
        MaritalStatus::Single => EmployeeMaritalStatus::Single,
        MaritalStatus::Divorced => EmployeeMaritalStatus::Divorced,
        MaritalStatus::Widowed => EmployeeMaritalStatus::Widowed,
        MaritalStatus::Other => EmployeeMaritalStatus::Other,
    }
}

/// Whoever is on the way out is here still.
fn state(it: Status) -> EmployeeState {
    match it {
        Status::Active | Status::Offboarding => EmployeeState::Active,
        Status::Resigned => EmployeeState::Terminated,
    }
}

pub fn level(sent: EmployeeUserLevel) -> Level {
    match sent {
        EmployeeUserLevel::Employee => Level::Employee,
        EmployeeUserLevel::Manager => Level::Manager,
        EmployeeUserLevel::Admin => Level::Admin,
    }
}

fn user_level(it: Level) -> EmployeeUserLevel {
    match it {
        Level::Employee => EmployeeUserLevel::Employee,
        Level::Manager => EmployeeUserLevel::Manager,
        Level::Admin => EmployeeUserLevel::Admin,
    }
}

/// A record of the wire: what both kinds of answer have in common, and what is given besides.
macro_rules! known {
    ($type:ident, $record:ident, { $($field:ident: $value:expr),+ $(,)? }) => {{
        let Record { employee: it, details, .. } = $record;
        types::$type {
            $($field: $value,)+
            id: it.id.get(),
            employee_id: it.number,
            first_name: it.first_name,
            middle_name: details.person.middle_name,
            last_name: it.last_name,
            name_preferred: it.preferred_name,
            name_pronunciation: details.person.name_pronunciation,
            pronouns: details.person.pronouns,
            birthday: details.person.birthday,
            gender: details.person.gender,
            marital_status: details.marital_status.map(married),
            ssn_num: details.papers.ssn_num,
            nic_num: details.papers.nic_num,
            other_id: details.papers.other_id,
            driving_license: details.papers.driving_license,
            driving_license_exp_date: details.papers.driving_license_expires_on,
            tax_id: details.papers.tax_id,
            health_insurance: details.papers.health_insurance,
            work_station_id: details.terms.work_station,
            address1: it.address1,
            address2: it.address2,
            city: it.city,
            province: it.province,
            postal_code: it.postal_code,
            home_phone: details.person.home_phone,
            mobile_phone: it.phone,
            work_phone: it.work_phone,
            work_email: it.email.clone(),
            private_email: details.person.private_email,
            joined_date: it.hired_on,
            confirmation_date: details.terms.confirmed_on,
            termination_date: it.resigned_on,
            timezone: details.terms.time_zone,
            notes: details.terms.notes,
            status: state(it.status),
            custom4: details.custom.custom4,
            custom5: details.custom.custom5,
            custom6: details.custom.custom6,
            custom7: details.custom.custom7,
            custom8: details.custom.custom8,
            custom9: details.custom.custom9,
            custom10: details.custom.custom10,
            email: it.email,
        }
    }};
}

/// A record as writes answer it: what it refers to by id.
pub fn saved(it: Record) -> types::EmployeeSaved {
    let (whom, person) = (&it.employee, &it.details.person);
    let approver = |at: usize| whom.approvers.get(at).map(|id| id.get());
    let superiors = whom.indirect_managers.iter().map(|id| id.get()).collect::<Vec<_>>();
    let country = country_code(whom.country.clone());
    let (nationality, ethnicity) = (person.nationality, person.ethnicity);
    let immigration_status = person.immigration_status;
    let employment_status = whom.employment.map(employed);
    let (job_title, supervisor) = (whom.position, whom.manager);
    let approvers = [approver(0), approver(1), approver(2)];
    let (department, pay_grade) = (it.department, it.details.terms.pay_grade);
    known!(EmployeeSaved, it, {
        nationality: nationality,
        ethnicity: ethnicity,
        immigration_status: immigration_status,
        employment_status: employment_status,
        job_title: job_title.map(|id| id.get()),
        pay_grade: pay_grade,
        country: country,
        supervisor: supervisor.map(|id| id.get()),
        indirect_supervisors: (!superiors.is_empty()).then_some(superiors),
        department: department.map(|id| id.get()),
        approver1: approvers[0],
        approver2: approvers[1],
        approver3: approvers[2],
    })
}

/// A record as reads answer it: what it refers to by name, and the account that there is.
pub fn shown(it: Shown) -> types::Employee {
    let Shown { record, department_name, position_name, names, account, local_time } = it;
    let (whom, person) = (&record.employee, &record.details.person);
    let who = |id: EmployeeId| {
        reference("Employee", id.get(), names.get(&id).cloned().unwrap_or_default())
    };
    let approver = |at: usize| whom.approvers.get(at).copied().map(who);
    let approvers = (approver(0), approver(1), approver(2));
    let superiors: Vec<_> = whom.indirect_managers.iter().copied().map(who).collect();
    let supervisor = whom.manager.map(who);
    let country = whom.country.as_deref().and_then(country::named);
    let employment_status = whom.employment.map(employment_ref);
    let job_title = whom.position.zip(position_name);
    let department = record.department.zip(department_name);
    let nationality = person.nationality.map(nationality);
    let ethnicity = person.ethnicity.map(|id| numbered("Ethnicity", id));
    let immigration_status = person.immigration_status.map(|id| numbered("ImmigrationStatus", id));
    let pay_grade = record.details.terms.pay_grade.map(|id| numbered("PayGrade", id));
    let account = account.filter(|account| account.active);
    let can_login = if account.is_some() { EmployeeCanLogin::Yes } else { EmployeeCanLogin::No };
    let user_name = whom.username.clone().filter(|_| account.is_some());
    let user_email = account.as_ref().map(|_| whom.email.clone());
    known!(Employee, record, {
        nationality: nationality,
        ethnicity: ethnicity,
        immigration_status: immigration_status,
        employment_status: employment_status,
        job_title: job_title.map(|(id, name)| reference("JobTitle", id.get(), name)),
        pay_grade: pay_grade,
        country: country.map(|it| CountryRef { code: it.alpha_2.into(), display: it.name.into() }),
        supervisor: supervisor,
        indirect_supervisors: (!superiors.is_empty()).then_some(superiors),
        department: department.map(|(id, name)| reference("CompanyStructure", id.get(), name)),
        approver1: approvers.0,
        approver2: approvers.1,
        approver3: approvers.2,
        current_time: local_second(local_time.naive_local()),
        can_login: can_login,
        user_name: user_name,
        user_email: user_email,
        user_level: account.map(|account| user_level(account.level)),
    })
}

/// A number that only the company knows the meaning of.
fn numbered(kind: &str, id: i64) -> EntityRef {
    reference(kind, id, format!("#{id}"))
}

fn nationality(id: i64) -> EntityRef {
    match country::numbered(id) {
        Some(it) => reference("Nationality", id, it.name),
        None => numbered("Nationality", id),
    }
}

fn local_second(at: NaiveDateTime) -> LocalSecond {
    LocalSecond(at.with_nanosecond(0).unwrap_or(at))
}

/// Which employees a list shows; both states together are all.
pub fn filter(asked: EmployeeListRequest) -> Filter {
    let any = asked.filters.unwrap_or(types::EmployeeFilters {
        status: None,
        department: None,
        job_title: None,
        supervisor: None,
        employment_status: None,
    });
    let states = chosen(None, any.status).unwrap_or_default();
    let works = |state: EmployeeState| state == EmployeeState::Active;
    let active = states.first().copied().filter(|first| states.iter().all(|it| it == first));
    let columns = |sent: Option<Vec<i64>>| chosen(None, sent);
    Filter {
        search: asked.search,
        active: active.map(works),
        departments: columns(any.department).map(|sent| ids(sent, DepartmentId)),
        positions: columns(any.job_title).map(|sent| ids(sent, PositionId)),
        managers: columns(any.supervisor).map(|sent| ids(sent, EmployeeId)),
        employments: chosen(None, any.employment_status)
            .map(|sent| sent.into_iter().map(employment).collect()),
        sort: asked.sort_field.map_or(Sort::Id, sort),
        descending: asked.sort_field.is_some() && descends(asked.sort_order),
    }
}

fn sort(by: EmployeeSortField) -> Sort {
    match by {
        EmployeeSortField::Id => Sort::Id,
        EmployeeSortField::EmployeeId => Sort::Number,
        EmployeeSortField::FirstName => Sort::FirstName,
        EmployeeSortField::LastName => Sort::LastName,
        EmployeeSortField::WorkEmail => Sort::Email,
        EmployeeSortField::JoinedDate => Sort::HiredOn,
        EmployeeSortField::Status => Sort::Status,
    }
}

/// An employee as the list shows one.
pub fn listed(it: Listed) -> types::EmployeeListItem {
    types::EmployeeListItem {
        id: it.id.get(),
        employee_id: it.number.into(),
        first_name: it.first_name,
        last_name: it.last_name,
        name_preferred: it.preferred_name.into(),
        work_email: it.email,
        mobile_phone: it.phone.into(),
        work_phone: it.work_phone.into(),
        country: country_code(it.country).into(),
        city: it.city.into(),
        employment_status: it.employment.map(employed).into(),
        job_title: it.position.map(|id| id.get()).into(),
        department: it.department.map(|id| id.get()).into(),
        supervisor: it.manager.map(|id| id.get()).into(),
        joined_date: it.hired_on.into(),
        status: state(it.status),
    }
}
