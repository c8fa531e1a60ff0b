//! Attendance entries between IceHRM and the core.

use hr::attendance::{By, Entry, Filter, Leaving, NewEntry, Place, Sort};
use hr::id::EmployeeId;
use icehrm_server::requests::{AttendanceListEmployeeRequest, AttendanceListRequest};
use icehrm_server::types::{
    Attendance, AttendanceCreate, AttendanceDetail, AttendanceFilters, AttendanceSortField,
    PunchIn, PunchOut, SortOrder,
};
use wire::LocalSecond;

use super::{descends, reference};

/// The entries that are asked for, by parameters and by `filters`.
pub fn filter(asked: &AttendanceListRequest) -> Filter {
    let columns = asked.filters.as_ref();
    let any = |columns: &AttendanceFilters| columns.employee.clone().filter(|ids| !ids.is_empty());
    let mut employees = columns.and_then(any);
    if let Some(one) = asked.employee {
        employees.get_or_insert_with(|| vec![one]).retain(|id| *id == one);
    }
    // Both values together let everything through, as none does.
    let home = columns.and_then(|columns| columns.work_from_home.as_deref()).unwrap_or_default();
    Filter {
        employees: employees.map(|ids| ids.into_iter().map(EmployeeId).collect()),
        from: asked.date_from,
        to: asked.date_to,
        work_from_home: home.first().copied().filter(|first| home.iter().all(|it| it == first)),
        open: None,
    }
}

/// The days that are asked for of one employee.
pub fn days(asked: &AttendanceListEmployeeRequest) -> Filter {
    Filter { from: asked.date_from, to: asked.date_to, ..Filter::default() }
}

/// Newest first unless a field is named.
pub fn sort(field: Option<AttendanceSortField>, order: SortOrder) -> Sort {
    let by = match field {
        None | Some(AttendanceSortField::InTime) => By::CheckIn,
        Some(AttendanceSortField::Id) => By::Id,
        Some(AttendanceSortField::Employee) => By::Employee,
    };
    Sort { by, descending: field.is_none() || descends(order) }
}

pub fn entered(sent: AttendanceCreate) -> NewEntry {
    NewEntry {
        employee: EmployeeId(sent.employee),
        came_at: sent.in_time.map(|at| at.0),
        left_at: sent.out_time.map(|at| at.0),
        note: sent.note,
        work_from_home: sent.work_from_home.unwrap_or(false),
        place: None,
        ip: None,
    }
}

pub fn punched_in(sent: PunchIn, address: &str) -> NewEntry {
    NewEntry {
        employee: EmployeeId(sent.employee),
        came_at: sent.in_time.map(|at| at.0),
        left_at: None,
        note: sent.note,
        work_from_home: sent.work_from_home.unwrap_or(false),
        place: place(sent.latitude, sent.longitude),
        ip: Some(address.to_owned()),
    }
}

pub fn punched_out(sent: PunchOut, address: &str) -> Leaving {
    Leaving {
        employee: EmployeeId(sent.employee),
        left_at: sent.out_time.map(|at| at.0),
        note: sent.note,
        place: place(sent.latitude, sent.longitude),
        ip: Some(address.to_owned()),
    }
}

/// One coordinate alone is no place.
fn place(latitude: Option<f64>, longitude: Option<f64>) -> Option<Place> {
    let (latitude, longitude) = latitude.zip(longitude)?;
    Some(Place { latitude, longitude })
}

pub fn shown(it: Entry) -> Attendance {
    let (came, left) = (it.record.check_in_place, it.record.check_out_place);
    Attendance {
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

pub fn detail(it: Entry) -> AttendanceDetail {
    let (came, left) = (it.record.check_in_place, it.record.check_out_place);
    AttendanceDetail {
        id: it.record.id.get(),
        employee: reference("Employee", it.record.employee.get(), it.name),
        in_time: LocalSecond(it.came_at),
        out_time: it.left_at.map(LocalSecond),
        note: it.record.note,
        work_from_home: it.record.work_from_home,
        map_lat: came.map(|at| at.latitude),
        map_lng: came.map(|at| at.longitude),
        map_out_lat: left.map(|at| at.latitude),
        map_out_lng: left.map(|at| at.longitude),
        in_ip: it.record.check_in_ip,
        out_ip: it.record.check_out_ip,
    }
}

#[cfg(test)]
mod tests {
    use icehrm_server::requests::AttendanceListRequest;
    use icehrm_server::types::{AttendanceFilters, SortOrder};

    use super::filter;

    #[test]
    fn parameters_and_filters_hold_together() {
        for (one, any, home, employees, only) in [
            (None, None, None, None, None),
            (Some(3), None, None, Some(vec![3]), None),
            (None, Some(vec![3, 4]), None, Some(vec![3, 4]), None),
            (Some(3), Some(vec![3, 4]), None, Some(vec![3]), None),
            (Some(5), Some(vec![3, 4]), None, Some(vec![]), None),
            (Some(5), Some(vec![]), Some(vec![]), Some(vec![5]), None),
            (None, None, Some(vec![true]), None, Some(true)),
            (None, None, Some(vec![true, false]), None, None),
        ] {
            let asked = AttendanceListRequest {
                page: 1,
                limit: 50,
                sort_field: None,
                sort_order: SortOrder::Ascend,
                employee: one,
                date_from: None,
                date_to: None,
                filters: Some(AttendanceFilters { employee: any, work_from_home: home }),
            };
            let found = filter(&asked);
            let ids = found.employees.map(|ids| ids.iter().map(|id| id.get()).collect::<Vec<_>>());
            assert_eq!((ids, found.work_from_home), (employees, only));
        }
    }
}
