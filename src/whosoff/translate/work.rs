//! Working times and overtime between WhosOff and the core.

use hr::annex::map::Entry;
use hr::annex::overtime::{Overtime, Status};
use hr::id::EmployeeId;
use hr::work_pattern::{NewWorkPattern, WorkPattern};
use whosoff_server::types;
use wire::{Nullable, Patch};

use super::{ToCore, ToWire, id, moment, text};

pub fn new(sent: types::WorkCreate) -> NewWorkPattern {
    let label = |sent: Patch<i32>| sent.value().and_then(|label| u8::try_from(label).ok());
    NewWorkPattern {
        employee: EmployeeId(sent.user_id.into()),
        starts_on: sent.start_date,
        minutes: [
            sent.monday,
            sent.tuesday,
            sent.wednesday,
            sent.thursday,
            sent.friday,
            sent.saturday,
            sent.sunday,
        ],
        unit: sent.allowance_type_id.core(),
        labels: [
            label(sent.monday_label),
            label(sent.tuesday_label),
            label(sent.wednesday_label),
            label(sent.thursday_label),
            label(sent.friday_label),
            label(sent.saturday_label),
            label(sent.sunday_label),
        ],
    }
}

/// A line of the report; whoever has no working times is left out.
pub fn reported((person, work): (Entry, Option<WorkPattern>)) -> Option<types::WorkReportRow> {
    let work = work?;
    let total = work.week();
    let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = work.minutes;
    let [on_monday, on_tuesday, on_wednesday, on_thursday, on_friday, on_saturday, on_sunday] =
        work.labels.map(|label| Nullable::from(label.map(i32::from)));
    Some(types::WorkReportRow {
        user_id: id(person.id.get()),
        first_name: person.first_name,
        last_name: person.last_name,
        department_name: person.department_name,
        allowance_type_id: work.unit.wire(),
        monday,
        tuesday,
        wednesday,
        thursday,
        friday,
        saturday,
        sunday,
        total: Nullable::Value(total),
        start_date: work.starts_on,
        monday_label: on_monday,
        tuesday_label: on_tuesday,
        wednesday_label: on_wednesday,
        thursday_label: on_thursday,
        friday_label: on_friday,
        saturday_label: on_saturday,
        sunday_label: on_sunday,
    })
}

pub fn overtime(it: Overtime) -> types::OvertimeRow {
    types::OvertimeRow {
        overtime_id: id(it.id.get()),
        user_id: id(it.employee.id.get()),
        first_name: it.employee.first_name,
        last_name: it.employee.last_name,
        department_name: it.department_name,
        overtime_type_id: Nullable::Value(id(it.kind.id.get())),
        overtime_type_name: it.kind.name,
        colour: it.kind.colour,
        status_id: (it.status == Status::Approved).wire(),
        start_date: it.first_day,
        end_date: it.last_day,
        allowance_type_id: it.unit.wire(),
        duration: it.minutes,
        note: text(it.note),
        time_in_lieu: it.in_lieu,
        requested_date: moment(it.created_at),
    }
}
