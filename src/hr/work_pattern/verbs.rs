//! What can be done with work patterns: load, rule, save and audit in one transaction.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{NewWorkPattern, WorkPattern, rules, store};
use crate::id::{EmployeeId, WorkPatternId};
use crate::{Error, Hr, Who, employee};

/// Adds a pattern; it holds from its first day until the employee's next one.
///
/// `Invalid` where a day has too few or too many minutes or the employee is unknown, `Duplicate`
/// where a pattern of the employee begins on the same day.
pub async fn create(hr: &Hr, who: &Who, new: NewWorkPattern) -> Result<WorkPattern, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            employee::require(w.tx, w.who.company, it.employee, "employee_id").await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("work_pattern.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One pattern; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: WorkPatternId) -> Result<WorkPattern, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// The pattern of each of the employees (of all, where none are named) on one day.
pub async fn current(
    hr: &Hr,
    who: &Who,
    employees: Option<&[EmployeeId]>,
    on: NaiveDate,
) -> Result<BTreeMap<EmployeeId, WorkPattern>, Error> {
    store::in_force(hr.db().read(), who.company, employees, on).await
}

/// The patterns that hold on some day from `from` to `to`, in the order of their begin.
pub async fn of_dates(
    hr: &Hr,
    who: &Who,
    employees: Option<&[EmployeeId]>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<EmployeeId, Vec<WorkPattern>>, Error> {
    store::between(hr.db().read(), who.company, employees, from, to).await
}
