//! Payslips of a closed run: the figures of each employee, and the page that shows them.

use super::plan::{self, Member};
use super::store::Row;
use super::template::{self, Content};
use super::{Amounts, Status, cells, column, lines, store, verbs};
use crate::id::{EmployeeId, PayrollRunId};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who, employee};

/// What one employee got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    pub employee: EmployeeId,
    pub name: String,
    /// Three capital letters.
    pub currency: String,
    pub amounts: Amounts,
}

/// The payslips of a run in the order of the employees' ids; `NotFound` until it is closed.
pub async fn list(
    hr: &Hr,
    who: &Who,
    run: PayrollRunId,
    request: PageRequest,
) -> Result<Page<Slip>, Error> {
    let db = hr.db().read();
    let run = store::find(db, who.company, run).await?;
    closed(&run)?;
    let found = lines::page_of(db, who.company, run.id, request).await?;
    let ids = found.items.iter().map(|line| line.employee).collect();
    let mut names = employee::names(db, who.company, ids).await?;
    Ok(found.map(|line| Slip {
        employee: line.employee,
        name: names.remove(&line.employee).unwrap_or_default(),
        currency: run.currency.clone(),
        amounts: line.amounts,
    }))
}

/// One payslip and its page, as the run's template says.
///
/// `NotFound` where the run or the employee does not exist, the one is not in the other or the run
/// is not closed; `Forbidden` for anybody but the employee and admins.
pub async fn get(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    run: PayrollRunId,
    employee: EmployeeId,
) -> Result<(Slip, String), Error> {
    let db = hr.db().read();
    let row = store::find(db, who.company, run).await?;
    if !viewer.is_admin() && viewer.employee != employee {
        // Not even whoever leads them: what people are paid is between them and the company.
        sight::require(hr, who, viewer, employee).await?;
        return Err(sight::denied());
    }
    closed(&row)?;
    let line = lines::one(db, who.company, run, employee).await?;
    let line = line.ok_or(Error::NotFound("payslip"))?;
    let member = plan::people(hr, who, vec![employee]).await?.into_iter().next();
    let member = member.ok_or(Error::NotFound("employee"))?;
    let html = html(hr, who, row.clone(), &member, line.amounts).await?;
    let slip = Slip { employee, name: member.name, currency: row.currency, amounts: line.amounts };
    Ok((slip, html))
}

async fn html(
    hr: &Hr,
    who: &Who,
    row: Row,
    member: &Member,
    amounts: Amounts,
) -> Result<String, Error> {
    let db = hr.db().read();
    let design = match row.template {
        Some(id) => template::get(hr, who, id).await?.design,
        None => template::usual(),
    };
    let mut cells = cells::of(db, who.company, row.id, Some(member.employee)).await?;
    let columns = column::all(hr, who).await?.into_iter().filter_map(|it| {
        let value = cells.remove(&(member.employee, it.id))?;
        Some((it.id, it.name, value))
    });
    let columns: Vec<_> = columns.collect();
    let run = verbs::one(store::totalled(db, who.company, vec![row]).await?)?;
    let company = template::company_name(hr, who).await?;
    let content = Content { company: &company, member, run: &run, columns: &columns, amounts };
    Ok(template::page(&design, &content))
}

fn closed(run: &Row) -> Result<(), Error> {
    match run.status {
        Status::Closed => Ok(()),
        Status::Draft | Status::Processed => Err(Error::NotFound("payslip")),
    }
}
