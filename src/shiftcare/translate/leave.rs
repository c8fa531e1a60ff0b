//! Leave types and leave requests between ShiftCare and the core.

use hr::id::EmployeeId;
use hr::leave::{Filter, LeaveRequest, LeaveRequestChange, NewLeaveRequest, Status};
use hr::leave_type::{Accrual, Kind, LeaveType, LeaveTypeChange, NewLeaveType, Reset};
use shiftcare_server::types;
use wire::LocalMinute;

use super::{ToCore, ToWire, amount, codes, flags, moment, patch, same};

codes!(Kind, types::LeaveTypeCodeInput, types::LeaveTypeCode {
    Annual = Annual,
    Sick = Sick,
    Maternity = Maternity,
    LongService = LongService,
    Paid = Paid,
    Personal = Personal,
    OtherUnpaid = OtherUnpaid,
    TimeOffInLieu = TimeOffInLieu,
    Parental = Parental,
    Bereavement = Bereavement,
    Birthday = Birthday,
    Carers = Carers,
    FloatingHoliday = FloatingHoliday,
});

codes!(Accrual, types::AccrualFrequencyInput, types::AccrualFrequency {
    Weekly = Weekly,
    Monthly = Monthly,
    Quarterly = Quarterly,
    SemiMonthly = SemiMonthly,
    Yearly = Yearly,
});

codes!(Reset, types::LeaveResetInput, types::LeaveReset {
    Anniversary = Anniversary,
    CalendarYear = CalendarYear,
});

/// A request that was taken back reads as rejected, because ShiftCare has no word for it.
impl ToWire<types::LeaveStatus> for Status {
    fn wire(self) -> types::LeaveStatus {
        match self {
            Status::Pending => types::LeaveStatus::Pending,
            Status::Approved | Status::CancelRequested => types::LeaveStatus::Approved,
            Status::Rejected | Status::Cancelled => types::LeaveStatus::Rejected,
        }
    }
}

pub fn filter(status: Option<types::LeaveStatusFilter>) -> Filter {
    let status = match status {
        None => Vec::new(),
        Some(types::LeaveStatusFilter::Pending) => vec![Status::Pending],
        Some(types::LeaveStatusFilter::Approved) => {
            vec![Status::Approved, Status::CancelRequested]
        }
        Some(types::LeaveStatusFilter::Rejected) => vec![Status::Rejected, Status::Cancelled],
    };
    Filter { status, ..Filter::default() }
}

flags!(types::CarryOverInput, types::CarryOver { true = Allow, false = Reject });
flags!(types::PaidLeaveInput, types::PaidLeave { true = Paid, false = Unpaid });

pub fn new_type(sent: types::LeaveTypeCreate) -> NewLeaveType {
    NewLeaveType {
        entitlement_hours: amount(sent.entitlement),
        accrual: sent.accrual_frequency.map(ToCore::core),
        reset: sent.reset_date.map(ToCore::core),
        carry_over_hours: sent.carry_over_policy,
        carry_over: sent.carry_over_status.map(ToCore::core),
        paid: sent.paid_leave_status.map(ToCore::core),
        max_days: sent.max_days_allowed,
        ..NewLeaveType::new(&sent.leave_name, sent.leave_type.core())
    }
}

pub fn type_change(sent: types::LeaveTypeUpdate) -> LeaveTypeChange {
    LeaveTypeChange {
        name: sent.leave_name,
        kind: sent.leave_type.map(ToCore::core),
        entitlement_hours: patch(sent.entitlement, Into::into),
        accrual: patch(sent.accrual_frequency, ToCore::core),
        reset: patch(sent.reset_date, ToCore::core),
        carry_over_hours: same(sent.carry_over_policy),
        carry_over: patch(sent.carry_over_status, ToCore::core),
        paid: patch(sent.paid_leave_status, ToCore::core),
        max_days: same(sent.max_days_allowed),
        ..LeaveTypeChange::default()
    }
}

pub fn shown_type(it: LeaveType) -> types::LeaveType {
    types::LeaveType {
        leave_type_id: it.id.get(),
        leave_name: it.name,
        leave_type: it.kind.wire(),
        entitlement: it.entitlement_hours.map(Into::into),
        accrual_frequency: it.accrual.map(ToWire::wire),
        reset_date: it.reset.map(ToWire::wire),
        carry_over_policy: it.carry_over_hours,
        carry_over_status: it.carry_over.map(ToWire::wire),
        paid_leave_status: it.paid.map(ToWire::wire),
        max_days_allowed: it.max_days,
        create_date: moment(it.created_at),
        updated_date: moment(it.updated_at),
    }
}

pub fn new(sent: types::LeaveRequestCreate) -> NewLeaveRequest {
    NewLeaveRequest {
        employee: EmployeeId(sent.employee_id),
        kind: sent.leave_type.core(),
        leave_type: None,
        starts_at: sent.from_date_time.0,
        ends_at: sent.to_date_time.0,
        notes: sent.notes,
        total_days: amount(sent.total_days),
        external_id: sent.external_id,
    }
}

/// Moving a request without saying its days counts them again.
pub fn change(sent: types::LeaveRequestUpdate) -> LeaveRequestChange {
    let moved = sent.from_date_time.is_some() || sent.to_date_time.is_some();
    let total_days = match patch(sent.total_days, Into::into) {
        hr::Patch::Keep if moved => hr::Patch::Clear,
        said => said,
    };
    LeaveRequestChange {
        kind: sent.leave_type.map(ToCore::core),
        leave_type: None,
        starts_at: sent.from_date_time.map(|at| at.0),
        ends_at: sent.to_date_time.map(|at| at.0),
        notes: same(sent.notes),
        total_days,
        external_id: same(sent.external_id),
    }
}

pub fn shown(it: LeaveRequest) -> types::LeaveRequest {
    let (approver_id, approver_name) = it.approver.map(|a| (a.id.get(), a.name)).unzip();
    types::LeaveRequest {
        leave_id: it.id.get(),
        employee_id: it.employee.id.get(),
        employee_name: it.employee.name,
        leave_type: it.kind.wire(),
        from_date_time: LocalMinute(it.starts_at),
        to_date_time: LocalMinute(it.ends_at),
        notes: it.notes,
        total_days: it.total_days.into(),
        status: it.status.wire(),
        reject_reason: it.reject_reason.into(),
        approver_id: approver_id.into(),
        approver_name: approver_name.into(),
        external_id: it.external_id,
        create_date: moment(it.created_at),
        updated_date: moment(it.updated_at),
    }
}
