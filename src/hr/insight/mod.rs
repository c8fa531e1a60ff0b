//! Insights: leave, attendance and timesheets in figures, summed up by the database.
//!
//! Every verb takes a fixed number of statements, however many employees and records there are,
//! and shows a viewer what their sight allows.

pub mod attendance;
pub mod charts;
pub mod leave;
#[cfg(test)]
mod tests;
pub mod timesheet;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait};

use crate::id::{CompanyId, DepartmentId, EmployeeId};
use crate::sight::Sight;
use crate::{Error, department, employee};

/// The most days that may be looked at at once.
const MOST_DAYS: u64 = 366;

/// Which days and whose records are summed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    pub department: Option<DepartmentId>,
    /// Nobody where the viewer does not see this one.
    pub employee: Option<EmployeeId>,
}

impl Scope {
    /// The days from `from` to `to`: where one is not given, to the end or from the beginning of
    /// the other's month, and the month of `today` where neither is. No day where the last is
    /// before the first; of more than 366 days the last ones.
    pub fn days(today: NaiveDate, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        let from = from.unwrap_or_else(|| first_of(to.unwrap_or(today)));
        let to = to.unwrap_or_else(|| last_of(from));
        let earliest = to.checked_sub_days(Days::new(MOST_DAYS - 1)).unwrap_or(from);
        Self { from: from.max(earliest), to, department: None, employee: None }
    }

    /// From the beginning of the first day to the end of the last.
    fn times(&self) -> (NaiveDateTime, NaiveDateTime) {
        let next = self.to.succ_opt().unwrap_or(self.to);
        (self.from.and_time(NaiveTime::MIN), next.and_time(NaiveTime::MIN))
    }

    /// Keeps rows of the employees who are meant and seen.
    fn among(&self, company: CompanyId, sight: &Sight, column: impl ColumnTrait) -> Condition {
        let seen = sight.clone().narrowed(self.employee).ids();
        let department = self.department.map(|id| department::members_of(company, id));
        Condition::all()
            .add_option(seen.map(|ids| column.is_in(ids)))
            .add_option(department.map(|members| column.in_subquery(members)))
    }
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn last_of(day: NaiveDate) -> NaiveDate {
    let next = first_of(day).checked_add_months(Months::new(1));
    next.and_then(|next| next.pred_opt()).unwrap_or(day)
}

/// What whoever is seen is called, in one statement.
async fn names(
    db: &impl ConnectionTrait,
    company: CompanyId,
    sight: &Sight,
) -> Result<BTreeMap<EmployeeId, String>, Error> {
    match sight {
        Sight::All => employee::all_names(db, company).await,
        Sight::Only(ids) => employee::names(db, company, ids.clone()).await,
    }
}
