//! Leave as calendars and statistics need it: few columns, one statement, no names.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use crate::Error;
use crate::db::table;
use crate::entity::leave_request::{Column, Entity};
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, LeaveRequestId, LeaveTypeId};
use crate::leave::Status;

/// Who asked for leave to be cancelled is off until somebody agrees.
const OFF: [Status; 3] = [Status::Pending, Status::Approved, Status::CancelRequested];

/// Time off that is approved or waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    pub id: LeaveRequestId,
    pub employee: EmployeeId,
    pub leave_type: Option<LeaveTypeId>,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    /// Four decimals.
    pub days: Decimal,
    /// Whether it still waits for a decision.
    pub pending: bool,
}

#[derive(FromQueryResult)]
struct Row {
    id: LeaveRequestId,
    employee_id: EmployeeId,
    leave_type_id: Option<LeaveTypeId>,
    starts_at: NaiveDateTime,
    ends_at: NaiveDateTime,
    total_days: Fixed4,
    status: i16,
}

/// What of these employees, of these types or of any, lies between two moments at least in part;
/// in the order of ids.
pub(crate) async fn between(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: &[EmployeeId],
    types: Option<&[LeaveTypeId]>,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> Result<Vec<Absence>, Error> {
    if employees.is_empty() {
        return Ok(Vec::new());
    }
    let rows = table::of::<Entity>(company)
        .filter(Column::EmployeeId.is_in(employees.iter().copied()))
        .filter(Column::Status.is_in(OFF.map(Status::code)))
        .filter(Column::StartsAt.lt(to))
        .filter(Column::EndsAt.gt(from))
        .apply_if(types, |query, ids| query.filter(Column::LeaveTypeId.is_in(ids.iter().copied())))
        .select_only()
        .columns([
            Column::Id,
            Column::EmployeeId,
            Column::LeaveTypeId,
            Column::StartsAt,
            Column::EndsAt,
            Column::TotalDays,
            Column::Status,
        ])
        .order_by_asc(Column::Id)
        .into_model::<Row>()
        .all(db)
        .await?;
    let absence = |row: Row| Absence {
        id: row.id,
        employee: row.employee_id,
        leave_type: row.leave_type_id,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        days: row.total_days.decimal(),
        pending: row.status == Status::Pending.code(),
    };
    Ok(rows.into_iter().map(absence).collect())
}

/// The days that a request of the employee takes from the balance of a leave type in a year.
pub(crate) async fn deducted(
    db: &impl ConnectionTrait,
    company: CompanyId,
    (id, employee): (LeaveRequestId, EmployeeId),
    of: LeaveTypeId,
    year: i32,
) -> Result<Decimal, Error> {
    let found: Option<(NaiveDateTime, Fixed4)> = table::of::<Entity>(company)
        .filter(Column::Id.eq(id))
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::LeaveTypeId.eq(of))
        .filter(Column::Status.is_in(OFF.map(Status::code)))
        .select_only()
        .columns([Column::StartsAt, Column::TotalDays])
        .into_tuple()
        .one(db)
        .await?;
    let found = found.filter(|(starts_at, _)| starts_at.year() == year);
    Ok(found.map_or(Decimal::ZERO, |(_, days)| days.decimal()))
}

/// The beginning of a day.
pub(crate) fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// The end of a day: the beginning of the next.
pub(crate) fn end_of(day: NaiveDate) -> NaiveDateTime {
    midnight(day.succ_opt().unwrap_or(day))
}
