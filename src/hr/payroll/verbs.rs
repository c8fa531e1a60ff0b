//! What can be done with payroll runs: load, rule, save and audit in one transaction.

use std::collections::BTreeMap;

use super::{NewLine, NewPayrollRun, PayrollRun, Payslip, RunWithLines, lines, rules, store};
use crate::id::{EmployeeId, PayrollLineId, PayrollRunId};
use crate::{Error, Hr, Page, PageRequest, Who, Write, employee};

/// Begins a run: a draft without lines. `Invalid` where the month or the currency is none.
pub async fn create(hr: &Hr, who: &Who, new: NewPayrollRun) -> Result<PayrollRun, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("payroll.create", it.id.get()).await?;
            shown(&w, it).await
        })
    })
    .await
}

/// One run with its lines; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: PayrollRunId) -> Result<RunWithLines, Error> {
    let db = hr.db().read();
    let row = store::find(db, who.company, id).await?;
    let run = one(store::totalled(db, who.company, vec![row]).await?)?;
    Ok(RunWithLines { run, lines: lines::of(db, who.company, id).await? })
}

/// The runs of the company with their totals, newest period first.
pub async fn list(hr: &Hr, who: &Who, page: PageRequest) -> Result<Page<PayrollRun>, Error> {
    store::list(hr.db().read(), who.company, page).await
}

/// The ids of the lines of several runs, in the order of the employees' ids, in one statement.
pub async fn line_ids(
    hr: &Hr,
    who: &Who,
    runs: Vec<PayrollRunId>,
) -> Result<BTreeMap<PayrollRunId, Vec<PayrollLineId>>, Error> {
    lines::ids(hr.db().read(), who.company, runs).await
}

/// Makes exactly these the lines of a draft; `WrongState` once the run is closed.
///
/// `Invalid` where an amount is negative, a net is not the gross without the deductions, or an
/// employee is named twice or unknown.
pub async fn set_lines(
    hr: &Hr,
    who: &Who,
    id: PayrollRunId,
    lines: Vec<NewLine>,
) -> Result<PayrollRun, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let it = rules::set_lines(store::find(w.tx, company, id).await?, &lines, w.now)?;
            let employees: Vec<_> = lines.iter().map(|line| line.employee).collect();
            employee::require_all(w.tx, company, &employees, "employee_id").await?;
            lines::replace(w.tx, company, id, &lines, w.now).await?;
            save(&w, it, "payroll.set_lines").await
        })
    })
    .await
}

/// Closes a run for good; `WrongState` where it is closed or has no lines.
pub async fn close(hr: &Hr, who: &Who, id: PayrollRunId) -> Result<PayrollRun, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let has_lines = lines::any(w.tx, w.who.company, id).await?;
            let it = rules::close(it, has_lines, w.now)?;
            save(&w, it, "payroll.close").await
        })
    })
    .await
}

/// What an employee got in closed runs, newest period first.
pub async fn payslips(
    hr: &Hr,
    who: &Who,
    employee: EmployeeId,
    page: PageRequest,
) -> Result<Page<Payslip>, Error> {
    lines::payslips(hr.db().read(), who.company, employee, page).await
}

pub(super) async fn save(
    w: &Write<'_>,
    it: store::Row,
    verb: &'static str,
) -> Result<PayrollRun, Error> {
    let it = store::update(w.tx, w.who.company, it).await?;
    w.audit(verb, it.id.get()).await?;
    shown(w, it).await
}

pub(super) async fn shown(w: &Write<'_>, it: store::Row) -> Result<PayrollRun, Error> {
    one(store::totalled(w.tx, w.who.company, vec![it]).await?)
}

pub(super) fn one(runs: Vec<PayrollRun>) -> Result<PayrollRun, Error> {
    runs.into_iter().next().ok_or(Error::NotFound("payroll run"))
}
