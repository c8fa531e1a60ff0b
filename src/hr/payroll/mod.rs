//! Payroll: runs with what each employee gets; once closed, their lines are payslips.
//!
//! A run either is given its lines ([`set_lines`]), or has a plan ([`plan`]): whom it covers and
//! which columns are calculated for them. What they come to are cells ([`grid`]); completing such
//! a run makes its lines of the cells and closes it.

mod cells;
pub mod column;
mod compute;
pub mod deduction;
mod facts;
pub mod formula;
pub mod grid;
pub mod group;
pub mod hook;
mod json;
mod lines;
pub mod payee;
pub mod plan;
mod rules;
pub mod salary;
pub mod slip;
mod store;
pub mod template;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::code::coded;
use crate::id::{
    DepartmentId, EmployeeId, PayrollColumnId, PayrollGroupId, PayrollLineId, PayrollRunId,
    PayslipTemplateId,
};

pub use verbs::{close, create, get, line_ids, list, payslips, set_lines};

coded! {
    /// Where a run stands. It is closed once; closed is final.
    pub enum Status("payroll run status") {
        Draft = 1,
        Closed = 2,
        /// Calculated; a change makes it a draft again.
        Processed = 3,
    }
}

coded! {
    /// How often somebody is paid.
    pub enum Frequency("pay frequency") {
        BiWeekly = 1,
        Weekly = 2,
        SemiMonthly = 3,
        Monthly = 4,
        Yearly = 5,
    }
}

impl Frequency {
    pub fn name(self) -> &'static str {
        match self {
            Self::BiWeekly => "Bi Weekly",
            Self::Weekly => "Weekly",
            Self::SemiMonthly => "Semi Monthly",
            Self::Monthly => "Monthly",
            Self::Yearly => "Yearly",
        }
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

impl Period {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        // A month is from 1 to 12.
        Self { year: day.year(), month: day.month() as i16 }
    }

    /// The first and the last day; of a month that does not exist the first day there is.
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        let month = u32::from(self.month.unsigned_abs());
        let first = NaiveDate::from_ymd_opt(self.year, month, 1).unwrap_or_default();
        let last = (first + Months::new(1)).pred_opt().unwrap_or(first);
        (first, last)
    }
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
    pub name: String,
    pub frequency: Frequency,
    pub starts_on: NaiveDate,
    /// Not before the first day; the period is its month.
    pub ends_on: NaiveDate,
    /// Covers its people and those of the departments below it; none where lines are given.
    pub department: Option<DepartmentId>,
    /// What is calculated; none where lines are given.
    pub columns: Vec<PayrollColumnId>,
    pub template: Option<PayslipTemplateId>,
    /// Covers only who is in this group.
    pub group: Option<PayrollGroupId>,
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

/// What a new run is made of that is given its lines; it is a draft without any.
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
