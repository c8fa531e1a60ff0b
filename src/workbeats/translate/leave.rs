//! Leave records between the API and the core's leave requests.

use hr::id::EmployeeId;
use hr::leave::{Filter, LeaveRequest, Status, last_day};
use hr::leave_type::Kind;
use workbeats_server::requests::LeaveRecordListRequest;
use workbeats_server::types::{self, LeaveRecordStatus};

use super::ids;

/// All of it must hold; a user whom nobody can be finds nothing.
pub fn filter(request: LeaveRecordListRequest) -> Filter {
    let of = |user: String| ids::read("user", &user).map(EmployeeId).into_iter().collect();
    Filter {
        status: request.status.map(status).unwrap_or_default(),
        employees: request.user_id.map(of),
        from: request.from,
        to: request.to,
        ..Filter::default()
    }
}

pub fn shown(it: LeaveRequest) -> types::LeaveRecord {
    let end_date = last_day(&it);
    let attributes = types::LeaveRecordAttributes {
        user_id: ids::shown("user", it.employee.id.get()),
        leave_type: it.leave_type.map_or_else(|| named(it.kind).to_owned(), |of| of.name),
        start_date: it.starts_at.date(),
        end_date,
        days: it.total_days.into(),
        status: match it.status {
            Status::Pending => LeaveRecordStatus::Pending,
            Status::Approved | Status::CancelRequested => LeaveRecordStatus::Approved,
            Status::Rejected => LeaveRecordStatus::Rejected,
            Status::Cancelled => LeaveRecordStatus::Cancelled,
        },
        reason: it.notes.into(),
        created_at: it.created_at,
        updated_at: it.updated_at,
    };
    types::LeaveRecord { id: ids::shown("leave", it.id.get()), attributes }
}

fn status(sent: LeaveRecordStatus) -> Vec<Status> {
    match sent {
        LeaveRecordStatus::Pending => vec![Status::Pending],
        LeaveRecordStatus::Approved => vec![Status::Approved, Status::CancelRequested],
        LeaveRecordStatus::Rejected => vec![Status::Rejected],
        LeaveRecordStatus::Cancelled => vec![Status::Cancelled],
    }
}

/// What a kind is called where the company has no type of it.
fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::Annual => "Annual Leave",
        Kind::Sick => "Sick Leave",
        Kind::Maternity => "Maternity Leave",
        Kind::LongService => "Long Service Leave",
        Kind::Paid => "Paid Leave",
        Kind::Personal => "Personal Leave",
        Kind::OtherUnpaid => "Unpaid Leave",
        Kind::TimeOffInLieu => "Time off in Lieu",
        Kind::Parental => "Parental Leave",
        Kind::Bereavement => "Bereavement Leave",
        Kind::Birthday => "Birthday Leave",
        Kind::Carers => "Carer's Leave",
        Kind::FloatingHoliday => "Floating Holiday",
    }
}
