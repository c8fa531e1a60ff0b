//! Leave and the calendar between WhosOff and the core.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use hr::annex::allowance;
use hr::annex::calendar::{FreeDay, Line, Off};
use hr::annex::leave_check::{Forecast, NewLeave};
use hr::annex::map::Entry;
use hr::annex::profile::Profile;
use hr::id::{EmployeeId, LeaveRequestId, LeaveTypeId};
use hr::leave::{LeaveRequest, Status};
use hr::leave_type::LeaveType;
use hr::work_pattern::{Unit, WorkPattern};
use whosoff_server::types;
use wire::Patch;

use super::{ToWire, filled, id, local, moment, named, text};

/// The first minute after leave: what ends with the last minute of a day ends at midnight.
fn end(at: NaiveDateTime) -> NaiveDateTime {
    match (at.hour(), at.minute()) {
        (23, 59) => {
            let next = at.date().checked_add_days(Days::new(1)).unwrap_or(at.date());
            next.and_time(NaiveTime::MIN)
        }
        _ => at,
    }
}

impl super::ToCore<Vec<Status>> for types::LeaveStatusFilterInput {
    fn core(self) -> Vec<Status> {
        match self {
            Self::ApprovedAndPending => {
                vec![Status::Approved, Status::CancelRequested, Status::Pending]
            }
            Self::Pending => vec![Status::Pending],
            Self::Approved => vec![Status::Approved, Status::CancelRequested],
            Self::Cancelled => vec![Status::Cancelled],
            Self::Declined => vec![Status::Rejected],
            Self::ApprovedAndDeclined => {
                vec![Status::Approved, Status::CancelRequested, Status::Rejected]
            }
            Self::CancelledAndDeclined => vec![Status::Cancelled, Status::Rejected],
        }
    }
}

/// Which leave is asked for: both forms of the question in one.
pub struct Asked {
    pub map_type_id: types::LeaveMapTypeInput,
    pub map_id: i32,
    pub standing: Patch<types::StatusFilterInput>,
    pub leave_types: Option<Vec<types::LeaveTypeChoice>>,
    pub status: Option<types::LeaveStatusFilterInput>,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// The question, `today` telling which year this one is.
pub fn asked(sent: types::LeaveQuery, today: NaiveDate) -> Asked {
    match sent {
        types::LeaveQuery::LeaveQueryDays(it) => Asked {
            map_type_id: it.map_type_id,
            map_id: it.map_id,
            standing: it.user_status_id,
            leave_types: it.leave_type_ids,
            status: it.status_id,
            from: it.start_date,
            to: it.end_date,
        },
        types::LeaveQuery::LeaveQueryYear(it) => {
            let year = match it.date_option {
                types::YearPeriodInput::ThisYear => today.year(),
                types::YearPeriodInput::NextYear => today.year() + 1,
                types::YearPeriodInput::LastYear => today.year() - 1,
            };
            let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today);
            Asked {
                map_type_id: it.map_type_id,
                map_id: it.map_id,
                standing: it.user_status_id,
                leave_types: it.leave_type_ids,
                status: it.status_id,
                from: day(1, 1),
                to: day(12, 31),
            }
        }
    }
}

/// What rows of leave are made of besides the leave itself.
pub struct Around {
    pub people: BTreeMap<EmployeeId, Entry>,
    pub profiles: BTreeMap<EmployeeId, Profile>,
    pub types: BTreeMap<LeaveTypeId, LeaveType>,
}

impl Around {
    /// Leave of people who are gone is none.
    pub fn row(&self, it: LeaveRequest) -> Option<types::LeaveRow> {
        let person = self.people.get(&it.employee.id)?;
        let of = it.leave_type.as_ref();
        let more = of.and_then(|of| self.types.get(&of.id));
        let unit = self.profiles.get(&it.employee.id).map_or(Unit::Days, |it| it.allowance_unit);
        Some(types::LeaveRow {
            requested_by_first_name: person.first_name.clone(),
            requested_by_last_name: person.last_name.clone(),
            image_url_small: String::new(),
            image_url_large: String::new(),
            leave_id: id(it.id.get()),
            user_id: id(it.employee.id.get()),
            first_name: person.first_name.clone(),
            last_name: person.last_name.clone(),
            department_id: person.department.map_or(0, |department| id(department.get())),
            department_name: person.department_name.clone(),
            leave_type_id: of.map_or(0, |of| id(of.id.get())),
            leave_type_name: of.map_or(String::new(), |of| of.name.clone()),
            code: text(more.and_then(|of| of.code.clone())),
            colour: text(more.and_then(|of| of.colour.clone())),
            status_id: it.status.wire(),
            start_date: local(it.starts_at),
            end_date: local(end(it.ends_at)),
            duration: allowance::minutes(it.total_days, unit),
            note: text(it.notes),
            requested_date: moment(it.created_at),
        })
    }
}

/// Leave that is asked for; by `caller` for themselves where nobody is named.
pub fn new(sent: types::LeaveRequest, caller: EmployeeId) -> NewLeave {
    NewLeave {
        leave: named(sent.leave_id.value(), LeaveRequestId),
        employee: named(sent.user_id.value(), EmployeeId).unwrap_or(caller),
        leave_type: LeaveTypeId(sent.leave_type_id.into()),
        starts_at: sent.start_date.0,
        ends_at: sent.end_date.0,
        note: filled(sent.note),
    }
}

/// What it would be.
pub fn validated(asked: &NewLeave, it: &Forecast, unit: Unit) -> Vec<types::LeaveValidated> {
    vec![types::LeaveValidated {
        user_id: id(asked.employee.get()),
        leave_type_id: id(asked.leave_type.get()),
        start_date: local(asked.starts_at),
        end_date: local(asked.ends_at),
        duration: allowance::minutes(it.days, unit),
        status_id: it.status.wire(),
    }]
}

/// What became of it.
pub fn submitted(it: &LeaveRequest) -> Vec<types::LeaveSubmitted> {
    vec![types::LeaveSubmitted { leave_id: id(it.id.get()), status_id: it.status.wire() }]
}

/// One user's line of the calendar from one day to another.
pub fn line(it: Line, from: NaiveDate, to: NaiveDate) -> types::WhosoffRow {
    let Line { person, work, leave, free_days } = it;
    types::WhosoffRow {
        work: periods(&work),
        user_id: id(person.id.get()),
        first_name: person.first_name,
        last_name: person.last_name,
        department_id: person.department.map_or(0, |department| id(department.get())),
        department_name: person.department_name,
        image_url_small: String::new(),
        leave: leave.into_iter().map(off).collect(),
        free_restricted: free_days.iter().flat_map(|it| days(it, from, to)).collect(),
    }
}

/// Each pattern ends where the next one begins.
fn periods(work: &[WorkPattern]) -> Vec<types::WorkPeriod> {
    let ends = work.iter().skip(1).map(|next| next.starts_on.pred_opt()).chain([None]);
    let period = |(it, end): (&WorkPattern, Option<NaiveDate>)| {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = it.minutes;
        types::WorkPeriod {
            start_date: it.starts_on,
            end_date: end.into(),
            monday,
            tuesday,
            wednesday,
            thursday,
            friday,
            saturday,
            sunday,
        }
    };
    work.iter().zip(ends).map(period).collect()
}

fn off(it: Off) -> types::LeavePeriod {
    let Off { absence, leave_type } = it;
    let status = if absence.pending { Status::Pending } else { Status::Approved };
    let (name, code, colour) =
        leave_type.map_or((String::new(), None, None), |of| (of.name, of.code, of.colour));
    types::LeavePeriod {
        leave_id: id(absence.id.get()),
        leave_type_id: absence.leave_type.map_or(0, |of| id(of.get())),
        leave_type_name: name,
        code: text(code),
        colour: text(colour),
        status_id: status.wire(),
        start_date: local(absence.starts_at),
        end_date: local(end(absence.ends_at)),
    }
}

/// Every day of a holiday that lies in the period.
fn days(
    it: &FreeDay,
    from: NaiveDate,
    to: NaiveDate,
) -> impl Iterator<Item = types::FreeRestrictedDay> {
    let last = it.last_day.min(to);
    let days = it.first_day.max(from).iter_days().take_while(move |day| *day <= last);
    days.map(|date| types::FreeRestrictedDay {
        date,
        name: it.name.clone(),
        type_id: types::FreeRestricted::Free,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leave_ends_with_the_first_minute_after_it() {
        let at = |day, hour, minute| {
            NaiveDate::from_ymd_opt(2026, 3, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
        };
        for (inside, outside) in
            [(at(2, 23, 59), at(3, 0, 0)), (at(2, 18, 0), at(2, 18, 0)), (at(3, 0, 0), at(3, 0, 0))]
        {
            assert_eq!(end(inside), outside);
        }
    }
}
