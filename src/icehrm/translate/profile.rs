//! What belongs to an employee's record: qualifications, attendance, leave, how they are, and the
//! account.

use hr::access::password;
use hr::attendance::{self, By, Entry, Summary};
use hr::daily_status::{DailyStatus, NewDailyStatus};
use hr::employee::record::NewAccount;
use hr::id::{EmployeeId, EmployeeQualificationId, LeaveTypeId, QualificationId};
use hr::leave::{self, Counts, LeaveRequest, Order, last_day};
use hr::leave_period::LeavePeriod;
use hr::qualification::{Filter, Held, Sort};
use hr::{Error, Hr};
use icehrm_server::requests::{EmployeeAttendanceListRequest, EmployeeLeaveListRequest};
use icehrm_server::types::{
    self, EmployeeAttendanceSortField, EmployeeCertificationSortField, EmployeeEducationSortField,
    EmployeeLanguageSortField, EmployeeLeaveSortField, EmployeeLeaveState, EmployeeSkillSortField,
    EntityRef, SortOrder,
};
use rust_decimal::Decimal;
use wire::LocalSecond;

use super::leave as leaves;
use super::{chosen, counted, descends, employees, ids, reference, value};

/// What a list of qualifications can be sorted by.
pub trait Column {
    fn sort(self) -> Sort;
}

macro_rules! columns {
    ($($of:ident { $($field:ident = $sort:ident),+ })+) => {$(
        impl Column for $of {
            fn sort(self) -> Sort {
                match self { $(Self::$field => Sort::$sort),+ }
            }
        }
    )+};
}

columns! {
    EmployeeSkillSortField { Id = Id, SkillId = Qualification }
    EmployeeEducationSortField {
        Id = Id, EducationId = Qualification, DateStart = StartsOn, DateEnd = EndsOn
    }
    EmployeeCertificationSortField {
        Id = Id, CertificationId = Qualification, DateStart = StartsOn, DateEnd = EndsOn
    }
    EmployeeLanguageSortField { Id = Id, LanguageId = Qualification }
}

/// Ids of what is had and of what it is; without a column the order is that of ids.
pub type Columns = (Option<Vec<i64>>, Option<Vec<i64>>);

pub fn qualifications((had, what): Columns, by: Option<impl Column>, order: SortOrder) -> Filter {
    Filter {
        ids: chosen(None, had).map(|sent| ids(sent, EmployeeQualificationId)),
        qualifications: chosen(None, what).map(|sent| ids(sent, QualificationId)),
        descending: by.is_some() && descends(order),
        sort: by.map_or(Sort::Id, Column::sort),
    }
}

fn what(kind: &str, it: &Held) -> EntityRef {
    reference(kind, it.qualification.get(), it.name.clone())
}

fn whose(it: &Held) -> EntityRef {
    reference("Employee", it.employee.get(), it.employee_name.clone())
}

pub fn skill(it: Held) -> types::EmployeeSkill {
    types::EmployeeSkill {
        id: it.id.get(),
        skill_id: what("Skill", &it),
        employee: whose(&it),
        details: it.details.into(),
    }
}

pub fn education(it: Held) -> types::EmployeeEducation {
    types::EmployeeEducation {
        id: it.id.get(),
        education_id: what("Education", &it),
        employee: whose(&it),
        institute: it.institute.into(),
        date_start: it.starts_on.into(),
        date_end: it.ends_on.into(),
    }
}

pub fn certification(it: Held) -> types::EmployeeCertification {
    types::EmployeeCertification {
        id: it.id.get(),
        certification_id: what("Certification", &it),
        employee: whose(&it),
        institute: it.institute.into(),
        date_start: it.starts_on.into(),
        date_end: it.ends_on.into(),
    }
}

pub fn language(it: Held) -> types::EmployeeLanguage {
    types::EmployeeLanguage {
        id: it.id.get(),
        language_id: what("Language", &it),
        employee: whose(&it),
        reading: it.levels.reading.into(),
        speaking: it.levels.speaking.into(),
        writing: it.levels.writing.into(),
        understanding: it.levels.understanding.into(),
    }
}

/// Newest first unless a field is named; both values of a switch together let everything through.
pub fn attendance(asked: EmployeeAttendanceListRequest) -> (attendance::Filter, attendance::Sort) {
    let home = asked.filters.and_then(|columns| columns.work_from_home).unwrap_or_default();
    let filter = attendance::Filter {
        work_from_home: home.first().copied().filter(|first| home.iter().all(|it| it == first)),
        ..attendance::Filter::default()
    };
    let by = match asked.sort_field {
        None | Some(EmployeeAttendanceSortField::InTime) => By::CheckIn,
        Some(EmployeeAttendanceSortField::Id) => By::Id,
    };
    let descending = asked.sort_field.is_none() || descends(asked.sort_order);
    (filter, attendance::Sort { by, descending })
}

pub fn stay(it: Entry) -> types::EmployeeAttendance {
    let (came, left) = (it.record.check_in_place, it.record.check_out_place);
    types::EmployeeAttendance {
        id: it.record.id.get(),
        employee: it.record.employee.get(),
        in_time: LocalSecond(it.came_at),
        out_time: it.left_at.map(LocalSecond).into(),
        note: it.record.note.into(),
        work_from_home: it.record.work_from_home,
        map_lat: came.map(|at| at.latitude).into(),
        map_lng: came.map(|at| at.longitude).into(),
        map_out_lat: left.map(|at| at.latitude).into(),
        map_out_lng: left.map(|at| at.longitude).into(),
        in_ip: it.record.check_in_ip.into(),
        out_ip: it.record.check_out_ip.into(),
    }
}

/// Hours with one decimal; an average of nothing is 0.
pub fn figures(it: Summary) -> types::EmployeeAttendanceSummary {
    let hours = Decimal::from(it.worked_seconds) / Decimal::from(3_600);
    let average = hours.checked_div(Decimal::from(it.entries)).unwrap_or_default();
    let shown = |hours: Decimal| hours.round_dp(1).normalize().into();
    types::EmployeeAttendanceSummary {
        total: it.entries,
        total_hours: shown(hours),
        this_month: it.this_month,
        avg_hours: shown(average),
    }
}

/// Latest first day first unless a field is named.
pub fn leave(asked: EmployeeLeaveListRequest) -> leave::Filter {
    let none = types::EmployeeLeaveFilters { status: None, leave_type: None };
    let any = asked.filters.unwrap_or(none);
    let by = match asked.sort_field {
        None | Some(EmployeeLeaveSortField::DateStart) => Order::FirstDay,
        Some(EmployeeLeaveSortField::Id) => Order::Made,
        Some(EmployeeLeaveSortField::DateEnd) => Order::LastDay,
        Some(EmployeeLeaveSortField::LeaveType) => Order::LeaveType,
        Some(EmployeeLeaveSortField::Status) => Order::Status,
    };
    let descending = asked.sort_field.is_none() || descends(asked.sort_order);
    leave::Filter {
        stages: any.status.unwrap_or_default().into_iter().map(stage).collect(),
        types: chosen(None, any.leave_type).map(|sent| ids(sent, LeaveTypeId)),
        order: Some((by, descending)),
        ..leave::Filter::default()
    }
}

fn stage(sent: EmployeeLeaveState) -> hr::approval::Stage {
    use hr::approval::Stage;
    match sent {
        EmployeeLeaveState::Pending => Stage::Pending,
        EmployeeLeaveState::Approved => Stage::Approved,
        EmployeeLeaveState::Rejected => Stage::Rejected,
        EmployeeLeaveState::CancellationRequested => Stage::CancelRequested,
        EmployeeLeaveState::Cancelled => Stage::Cancelled,
        EmployeeLeaveState::Processing => Stage::Processing,
    }
}

fn leave_state(it: hr::approval::Stage) -> EmployeeLeaveState {
    use hr::approval::Stage;
    match it {
        Stage::Pending => EmployeeLeaveState::Pending,
        Stage::Approved => EmployeeLeaveState::Approved,
        Stage::Rejected => EmployeeLeaveState::Rejected,
        Stage::CancelRequested => EmployeeLeaveState::CancellationRequested,
        Stage::Cancelled => EmployeeLeaveState::Cancelled,
        Stage::Processing => EmployeeLeaveState::Processing,
    }
}

pub fn leave_item(it: LeaveRequest, periods: &[LeavePeriod]) -> types::EmployeeLeaveItem {
    let period = leaves::period(&it, periods);
    let period = period.map(|it| reference("LeavePeriod", it.id.get(), it.name.clone()));
    types::EmployeeLeaveItem {
        id: it.id.get(),
        date_start: it.starts_at.date(),
        date_end: last_day(&it),
        status: leave_state(it.stage()),
        employee: reference("Employee", it.employee.id.get(), it.employee.name),
        leave_type: it.leave_type.map(|of| reference("LeaveType", of.id.get(), of.name)).into(),
        leave_period: period.into(),
        details: it.notes.into(),
        attachment: it.attachment.map(leaves::name).into(),
    }
}

pub fn counts(it: Counts) -> types::EmployeeLeaveSummary {
    types::EmployeeLeaveSummary {
        approved: counted(it.approved),
        pending: counted(it.pending),
        rejected: counted(it.rejected),
        cancelled: counted(it.cancelled),
        total: counted(it.total()),
    }
}

/// How somebody is today, or that they said nothing.
pub fn today(employee: EmployeeId, it: Option<DailyStatus>) -> types::EmployeeToday {
    types::EmployeeToday {
        employee: employee.get(),
        status: it.as_ref().map(|it| it.status).into(),
        feeling: it.as_ref().and_then(|it| it.feeling).into(),
        message: it.and_then(|it| it.message).into(),
    }
}

pub fn said(sent: types::EmployeeTodayNew) -> NewDailyStatus {
    NewDailyStatus {
        status: sent.status,
        feeling: value(sent.feeling),
        message: value(sent.message),
    }
}

pub fn said_today(it: DailyStatus) -> types::EmployeeTodaySaved {
    types::EmployeeTodaySaved {
        employee: it.employee.get(),
        status: Some(it.status).into(),
        feeling: it.feeling.into(),
        message: it.message.into(),
        status_date: it.day,
    }
}

/// # Errors
/// `Invalid` where the password lacks a kind of character.
pub async fn account(hr: &Hr, sent: &types::EmployeeUserNew) -> Result<NewAccount, Error> {
    let password = match &sent.password {
        None => None,
        Some(secret) => {
            password::strong(secret.expose()).map_err(weak)?;
            Some(password::hash(hr, secret.expose()).await?)
        }
    };
    Ok(NewAccount {
        username: sent.username.clone(),
        email: sent.email.clone(),
        level: employees::level(sent.user_level),
        password,
    })
}

/// The address has another name here than in a record.
pub fn taken(error: Error) -> Error {
    match error {
        Error::Duplicate { field: "email" | "directory_name" } => {
            Error::wrong_state("email is already in use")
        }
        other => other,
    }
}

/// The core speaks of the new password, this body of the password.
fn weak(error: Error) -> Error {
    let Error::Invalid(mut faults) = error else { return error };
    for fault in &mut faults {
        fault.field = "password";
    }
    Error::Invalid(faults)
}
