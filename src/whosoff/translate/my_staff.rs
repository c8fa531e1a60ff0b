//! What an approver sees of their staff, from the core to WhosOff.

use hr::annex::my_staff::{Figures, Member, Most, MyStaff, Span, TypeFigures};
use whosoff_server::types;
use wire::Nullable;

use super::{ToWire, id};

pub fn shown(it: MyStaff) -> types::MyStaff {
    let shares = it.figures.types.iter().filter(|of| of.occurrences > 0);
    let share = |of: &TypeFigures| types::LeaveTypeShare {
        occurrences: Nullable::Value(of.occurrences),
        name: of.name.clone(),
        colour: of.colour.clone(),
    };
    types::MyStaff {
        breakdown_by_leave_type: shares.map(share).collect(),
        occurrences_by_duration: it.figures.spans.iter().map(span).collect(),
        overview: overview(&it.figures),
        leave_type_overview: it.figures.types.into_iter().map(of_type).collect(),
        staff_overview: it.staff.into_iter().map(member).collect(),
    }
}

fn member(it: Member) -> types::StaffOverview {
    let count = |of: i64| Nullable::Value(i32::try_from(of).unwrap_or(i32::MAX));
    let (this, next) = (it.this_year.as_ref(), it.next_year.as_ref());
    types::StaffOverview {
        user_id: id(it.person.id.get()),
        first_name: it.person.first_name,
        last_name: it.person.last_name,
        pending_request: count(it.pending_requests),
        pending_overtime: count(it.pending_overtime),
        allowance_type_id_this_year: this.map(|it| it.unit.wire()).into(),
        opening_this_year: this.map(|it| it.opening).into(),
        remaining_this_year: this.map(|it| it.remaining).into(),
        pending_this_year: this.map(|it| it.pending).into(),
        carryover_opening_this_year: this.map(|it| it.carried).into(),
        carryover_remaining_this_year: this.map(|it| it.carried_left).into(),
        carryover_expiry_date_this_year: this.and_then(|it| it.carried_until).into(),
        allowance_type_id_next_year: next.map(|it| it.unit.wire()).into(),
        opening_next_year: next.map(|it| it.opening).into(),
        remaining_next_year: next.map(|it| it.remaining).into(),
        pending_next_year: next.map(|it| it.pending).into(),
        carryover_opening_next_year: next.map(|it| it.carried).into(),
        carryover_remaining_next_year: next.map(|it| it.carried_left).into(),
        carryover_expiry_date_next_year: next.and_then(|it| it.carried_until).into(),
        approver_role_id: it.role.wire(),
    }
}

/// Who has most, with empty names and no number where nobody has any.
fn most(it: Option<&Most>) -> (String, String, Nullable<i32>) {
    match it {
        Some(Most { person, total }) => {
            (person.first_name.clone(), person.last_name.clone(), Nullable::Value(*total))
        }
        None => (String::new(), String::new(), Nullable::Null),
    }
}

fn overview(it: &Figures) -> types::AbsenceOverview {
    let (popular, popular_total) = it.most_popular.clone().unzip();
    let occurrences = most(it.most_occurrences.as_ref());
    let (days, hours) = (most(it.most_days.as_ref()), most(it.most_hours.as_ref()));
    let longest_days = most(it.longest_days.as_ref());
    let longest_hours = most(it.longest_hours.as_ref());
    types::AbsenceOverview {
        staff_total: Nullable::Value(it.staff),
        staff_with_leave_total: Nullable::Value(it.staff_with_leave),
        absence_record_total: Nullable::Value(it.absences),
        most_popular_leave_type_name: popular.unwrap_or_default(),
        most_popular_leave_type_total: popular_total.into(),
        most_occurrences_first_name: occurrences.0,
        most_occurrences_last_name: occurrences.1,
        most_occurrences_total: occurrences.2,
        most_accumulated_days_first_name: days.0,
        most_accumulated_days_last_name: days.1,
        most_accumulated_days_total: days.2,
        most_accumulated_hours_first_name: hours.0,
        most_accumulated_hours_last_name: hours.1,
        most_accumulated_hours_total: hours.2,
        longest_absence_days_first_name: longest_days.0,
        longest_absence_days_last_name: longest_days.1,
        longest_absence_days_total: longest_days.2,
        longest_absence_hours_first_name: longest_hours.0,
        longest_absence_hours_last_name: longest_hours.1,
        longest_absence_hours_total: longest_hours.2,
    }
}

fn of_type(it: TypeFigures) -> types::LeaveTypeOverview {
    let occurrences = most(it.most_occurrences.as_ref());
    let (days, hours) = (most(it.most_days.as_ref()), most(it.most_hours.as_ref()));
    types::LeaveTypeOverview {
        code: it.code,
        name: it.name,
        colour: it.colour,
        occurrences_total: Nullable::Value(it.occurrences),
        most_occurrences_total: occurrences.2,
        most_occurrences_first_name: occurrences.0,
        most_occurrences_last_name: occurrences.1,
        most_days_first_name: days.0,
        most_days_last_name: days.1,
        most_days_duration: days.2,
        most_hours_first_name: hours.0,
        most_hours_last_name: hours.1,
        most_hours_duration: hours.2,
    }
}

fn span(it: &Span) -> types::DurationShare {
    types::DurationShare {
        time_span: it.name.into(),
        occurrences: Nullable::Value(it.occurrences),
        order_by: Nullable::Value(it.order.into()),
    }
}
