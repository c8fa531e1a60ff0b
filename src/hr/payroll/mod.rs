//! Payroll: runs of one month with what each employee gets; once closed, their lines are payslips.

mod lines;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::code::coded;
use crate::id::{EmployeeId, PayrollLineId, PayrollRunId};

pub use verbs::{close, create, get, line_ids, list, payslips, set_lines};

coded! {
    /// Where a run stands. A draft is closed once; closed is final.
    pub enum Status("payroll run status") {
        Draft = 1,
        Closed = 2,
    }
}

/// The month that a run pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// From 1900 to 9999.
    pub year: i32,
    /// From 1 to 12.
    pub month: i16,
}

/// As `2026-03`.
impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// Sums of money in the run's currency, four decimals; net is gross without the deductions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    pub gross: Decimal,
    pub deductions: Decimal,
    pub net: Decimal,
}

/// A run. Several may pay for the same month: corrections, parts of the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayrollRun {
    pub id: PayrollRunId,
    pub period: Period,
    pub status: Status,
    /// Three capital letters.
    pub currency: String,
    /// Once closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// The sums of the lines; zero where there are none.
    pub totals: Amounts,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What one employee gets in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: PayrollLineId,
    pub employee: EmployeeId,
    pub amounts: Amounts,
}

/// A run and its lines, in the order of the employees' ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunWithLines {
    pub run: PayrollRun,
    pub lines: Vec<Line>,
}

/// One line of a closed run, as its employee sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payslip {
    pub id: PayrollLineId,
    pub run: PayrollRunId,
    pub period: Period,
    pub currency: String,
    pub amounts: Amounts,
    pub closed_at: Option<DateTime<Utc>>,
}

/// What a new run is made of; it is a draft without lines.
#[derive(Clone, Debug)]
pub struct NewPayrollRun {
    pub period: Period,
    pub currency: String,
}

/// What one employee is to get.
#[derive(Clone, Copy, Debug)]
pub struct NewLine {
    pub employee: EmployeeId,
    pub amounts: Amounts,
}
