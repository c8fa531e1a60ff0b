//! Attendance records and positions between Okta HR and the core.

use hr::Error;
use hr::attendance::{Attendance, Filter, Place};
use hr::id::EmployeeId;
use okta_hr_server::requests::AttendanceListRequest;
use okta_hr_server::types;

use super::{day, to_branch, to_employee};

/// Where somebody stands: both coordinates, or none.
pub fn place(sent: Option<types::Position>) -> Result<Option<Place>, Error> {
    let sent = sent.map_or((None, None), |sent| (sent.latitude, sent.longitude));
    match sent {
        (Some(latitude), Some(longitude)) => Ok(Some(Place { latitude, longitude })),
        (None, None) => Ok(None),
        (Some(_), None) => Err(Error::invalid("longitude", "is required when latitude is present")),
        (None, Some(_)) => Err(Error::invalid("latitude", "is required when longitude is present")),
    }
}

/// The records that are asked for, of those among `seen` where not everybody is.
pub fn filter(
    asked: &AttendanceListRequest,
    seen: Option<Vec<EmployeeId>>,
) -> Result<Filter, Error> {
    let one = asked.employee_id.map(EmployeeId);
    let employees = match (one, seen) {
        (None, seen) => seen,
        (Some(id), None) => Some(vec![id]),
        (Some(id), Some(seen)) => Some(seen.into_iter().filter(|it| *it == id).collect()),
    };
    let date =
        |field, text: &Option<String>| text.as_deref().map(|text| day(field, text)).transpose();
    Ok(Filter {
        employees,
        from: date("from", &asked.from)?,
        to: date("to", &asked.to)?,
        ..Filter::default()
    })
}

/// Year and month of `2026-07`; the document's pattern holds.
pub fn month(text: &str) -> Result<(i32, u32), Error> {
    let parts = text
        .split_once('-')
        .and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)));
    parts.ok_or_else(|| Error::invalid("month", "must match the format Y-m"))
}

pub fn shown(it: Attendance) -> types::AttendanceRecord {
    let minutes = it.worked_minutes().map(|worked| i32::try_from(worked).unwrap_or(i32::MAX));
    let (came, left) = (it.check_in_place, it.check_out_place);
    types::AttendanceRecord {
        id: it.id.to_string(),
        attributes: types::AttendanceRecordAttributes {
            date: it.date,
            check_in_at: it.check_in_at,
            check_out_at: it.check_out_at.into(),
            check_in_latitude: came.map(|at| at.latitude).into(),
            check_in_longitude: came.map(|at| at.longitude).into(),
            check_out_latitude: left.map(|at| at.latitude).into(),
            check_out_longitude: left.map(|at| at.longitude).into(),
            worked_minutes: minutes.into(),
            status: match it.check_out_at {
                None => types::AttendanceRecordAttributesStatus::Open,
                Some(_) => types::AttendanceRecordAttributesStatus::Closed,
            },
        },
        relationships: types::AttendanceRecordRelationships {
            employee: to_employee(Some(it.employee)),
            branch: to_branch(it.branch),
        },
    }
}

#[cfg(test)]
mod tests {
    use hr::id::EmployeeId;
    use okta_hr_server::requests::AttendanceListRequest;

    use super::filter;

    #[test]
    fn a_superior_who_names_an_employee_sees_that_one_among_the_own_reports() {
        let asked = |employee_id| AttendanceListRequest {
            page: 1,
            per_page: 15,
            from: None,
            to: None,
            employee_id,
        };
        let ids = |ids: &[i64]| Some(ids.iter().map(|id| EmployeeId(*id)).collect::<Vec<_>>());
        for (named, seen, expected) in [
            (None, None, None),
            (Some(3), None, ids(&[3])),
            (None, ids(&[3, 4]), ids(&[3, 4])),
            (Some(3), ids(&[3, 4]), ids(&[3])),
            (Some(5), ids(&[3, 4]), ids(&[])),
        ] {
            let found = filter(&asked(named), seen).map(|filter| filter.employees);
            assert_eq!(found, Ok(expected));
        }
    }
}
