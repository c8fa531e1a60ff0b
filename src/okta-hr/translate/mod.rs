//! Okta HR's words and the core's: resources of JSON:API made of the core's records.

pub mod attendance;
pub mod leave;
pub mod pay;
pub mod people;
pub mod things;

use chrono::NaiveDate;
use hr::Error;
use hr::id::{BranchId, CompanyId, DepartmentId, EmployeeId, LeaveTypeId, PayrollRunId, UserId};
use okta_hr_server::types;

/// `ToX { data: XRef or null }` out of an id or none.
macro_rules! pointers {
    ($($name:ident($id:ty) -> $to:ident, $of:ident;)+) => {$(
        pub fn $name(id: Option<$id>) -> types::$to {
            types::$to { data: id.map(|id| types::$of { id: id.to_string() }).into() }
        }
    )+};
}

pointers! {
    to_employee(EmployeeId) -> ToEmployee, EmployeeRef;
    to_department(DepartmentId) -> ToDepartment, DepartmentRef;
    to_branch(BranchId) -> ToBranch, BranchRef;
    to_leave_type(LeaveTypeId) -> ToLeaveType, LeaveTypeRef;
    to_run(PayrollRunId) -> ToPayrollRun, PayrollRunRef;
    to_user(UserId) -> ToUser, UserRef;
    to_company(CompanyId) -> ToCompany, CompanyRef;
}

/// Which page of a list is wanted; both numbers have passed the document's bounds.
pub fn page(number: i32, size: i32) -> hr::PageRequest {
    hr::PageRequest::new(u64::from(number.unsigned_abs()), u64::from(size.unsigned_abs()))
}

/// A page of the core with its items turned into those of the wire.
pub fn paged<T, U>(page: hr::Page<T>, turn: impl FnMut(T) -> U) -> wire::Paged<U> {
    wire::Paged { items: page.items.into_iter().map(turn).collect(), total: page.total }
}

/// The day of a date, or of a date and time, as it is written; the document's pattern holds.
pub fn day(field: &'static str, text: &str) -> Result<NaiveDate, Error> {
    let date = text.get(..10).and_then(|date| date.parse().ok());
    date.ok_or_else(|| Error::invalid(field, "must be a valid date"))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::day;

    #[test]
    fn a_day_is_read_as_it_is_written() {
        let second = NaiveDate::from_ymd_opt(2026, 7, 2);
        for text in ["2026-07-02", "2026-07-02T23:44:20", "2026-07-02T23:44:20-11:00"] {
            assert_eq!(day("from", text).ok(), second, "{text}");
        }
        assert!(day("from", "tomorrow").is_err());
    }
}
