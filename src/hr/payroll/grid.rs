//! The grid of a run: employees, columns, and the cell where they meet.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::cells::{self, Cells};
use super::column::{self, Column};
use super::compute::{self, Value};
use super::facts::{self, Covered};
use super::plan::{self, Member};
use super::store::Row;
use super::{Amounts, NewLine, PayrollRun, Status, lines, rules, store, verbs};
use crate::id::{EmployeeId, PayrollColumnId, PayrollRunId};
use crate::{Error, Faults, Hr, Who};

/// Cells that are entered at once: one statement takes no more.
const MOST: usize = 5_000;

/// What a run has come to so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// In the order of ids.
    pub members: Vec<Member>,
    /// Those of the run that are enabled, in their order.
    pub columns: Vec<Column>,
    /// By employee, and by column in the order of ids.
    pub cells: Vec<Cell>,
}

/// What an employee has in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub employee: EmployeeId,
    pub column: PayrollColumnId,
    /// A decimal with two places, or a text that a hook gave.
    pub amount: String,
}

/// What is entered by hand.
#[derive(Clone, Copy, Debug)]
pub struct NewCell {
    pub employee: EmployeeId,
    pub column: PayrollColumnId,
    pub amount: Decimal,
}

/// The run's enabled columns in their order, and all others of the company.
pub(super) fn split(run: &Row, all: Vec<Column>) -> (Vec<Column>, Vec<Column>) {
    let chosen: BTreeSet<_> = run.columns.iter().copied().collect();
    all.into_iter().partition(|column| column.enabled && chosen.contains(&column.id))
}

/// The grid of a run; empty where lines are given.
///
/// Its employees are those of [`plan::members`] and, until the run is processed again, whoever it
/// covered when it was.
pub async fn get(hr: &Hr, who: &Who, id: PayrollRunId) -> Result<Grid, Error> {
    let db = hr.db().read();
    let run = store::find(db, who.company, id).await?;
    let cells = cells::of(db, who.company, id, None).await?;
    let mut members = plan::members_of(hr, who, &run).await?;
    let known: BTreeSet<_> = members.iter().map(|it| it.employee).collect();
    let left: BTreeSet<_> =
        cells.keys().map(|(employee, _)| *employee).filter(|id| !known.contains(id)).collect();
    if !left.is_empty() {
        members.extend(plan::people(hr, who, left.into_iter().collect()).await?);
        members.sort_by_key(|it| it.employee);
    }
    let columns = column::store::all(db, who.company).await?;
    // A column that was disabled since keeps what a closed run had in it.
    let has_cells: BTreeSet<_> = cells.keys().map(|(_, column)| *column).collect();
    let shown = |column: &Column| {
        run.columns.contains(&column.id) && (column.enabled || has_cells.contains(&column.id))
    };
    let cell = |((employee, column), amount)| Cell { employee, column, amount };
    Ok(Grid {
        members,
        columns: columns.into_iter().filter(shown).collect(),
        cells: cells.into_iter().map(cell).collect(),
    })
}

/// Calculates a run for everybody whom it covers, all of it or nothing.
///
/// Cells of editable columns that are there already are kept; the rest is calculated anew.
/// `WrongState` once the run is closed, and where its employees are paid in several currencies;
/// `Invalid` where it has no columns, or a column cannot be calculated, which is named. As many
/// statements whatever the number of employees, but for one for each 6,500 cells.
pub async fn process(hr: &Hr, who: &Who, id: PayrollRunId) -> Result<PayrollRun, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let run = store::find(w.tx, company, id).await?;
            rules::open(&run)?;
            Faults::default()
                .check(!run.columns.is_empty(), "columns", "must not be empty")
                .result()?;
            let graph = plan::ready(&w, &run).await?;
            let people = facts::covered(w.tx, company, &run).await?;
            let currency = currency(&run, &people)?;
            let facts = facts::read(w.tx, company, &run, &graph).await?;
            let old = by_employee(cells::of(w.tx, company, id, None).await?);
            let none = BTreeMap::new();
            let mut cells = Cells::new();
            for person in &people {
                let entered = old.get(&person.employee).unwrap_or(&none);
                let values = compute::values(&graph, &facts, person, entered)
                    .map_err(|why| refused(&why, person.employee))?;
                for (column, value) in graph.columns.iter().zip(values) {
                    cells.insert((person.employee, column.id), value.text());
                }
            }
            cells::replace(w.tx, company, id, !old.is_empty(), cells).await?;
            let it = Row { status: Status::Processed, currency, updated_at: w.now, ..run };
            verbs::save(&w, it, "payroll.process").await
        })
    })
    .await
}

fn refused(why: &str, employee: EmployeeId) -> Error {
    Error::invalid("columns", format!("cannot be calculated for employee {employee}: {why}"))
}

/// The one currency in which they are all paid.
fn currency(run: &Row, people: &[Covered]) -> Result<String, Error> {
    let currencies: BTreeSet<_> = people.iter().map(|it| it.currency.as_str()).collect();
    let mut currencies = currencies.into_iter();
    match (currencies.next(), currencies.next()) {
        (None, _) => Ok(run.currency.clone()),
        (Some(one), None) => Ok(one.to_owned()),
        _ => Err(Error::wrong_state("the employees of a payroll run are paid in one currency")),
    }
}

fn by_employee(cells: Cells) -> BTreeMap<EmployeeId, BTreeMap<PayrollColumnId, String>> {
    let mut found: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for ((employee, column), amount) in cells {
        found.entry(employee).or_default().insert(column, amount);
    }
    found
}

/// Enters cells by hand and makes the run a draft again.
///
/// `Invalid` where a column is not an enabled, editable one of the run, an employee is not covered
/// by it, or a cell is named twice; `WrongState` once the run is closed.
pub async fn enter(
    hr: &Hr,
    who: &Who,
    id: PayrollRunId,
    new: Vec<NewCell>,
) -> Result<PayrollRun, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let run = store::find(w.tx, company, id).await?;
            rules::open(&run)?;
            let (columns, _) = split(&run, column::store::all(w.tx, company).await?);
            let people = facts::covered(w.tx, company, &run).await?;
            let cells = entered(&columns, &people, &new)?;
            cells::write(w.tx, company, id, cells).await?;
            let it = Row { status: Status::Draft, updated_at: w.now, ..run };
            verbs::save(&w, it, "payroll.enter").await
        })
    })
    .await
}

fn entered(columns: &[Column], people: &[Covered], new: &[NewCell]) -> Result<Cells, Error> {
    let editable: BTreeSet<_> =
        columns.iter().filter(|column| column.editable).map(|column| column.id).collect();
    let covered: BTreeSet<_> = people.iter().map(|it| it.employee).collect();
    let text = |cell: &NewCell| ((cell.employee, cell.column), compute::money(cell.amount));
    let cells: Cells = new.iter().map(text).collect();
    let fits = |cell: &NewCell| cell.amount.abs() < Decimal::from(compute::LIMIT);
    Faults::default()
        .check((1..=MOST).contains(&new.len()), "values", "must be from 1 to 5000")
        .check(cells.len() == new.len(), "values", "must not name a cell twice")
        .check(
            new.iter().all(|cell| editable.contains(&cell.column)),
            "payroll_column",
            "must be an enabled column of the run that is editable",
        )
        .check(
            new.iter().all(|cell| covered.contains(&cell.employee)),
            "employee_id",
            "must be an employee whom the run covers",
        )
        .check(new.iter().all(fits), "amount", "is too large")
        .result()?;
    Ok(cells)
}

/// Makes the lines of a processed run of its cells and closes it: its payslips are there.
///
/// `WrongState` where it is a draft or closed, covers nobody, or where somebody's figures do not
/// add up, which is said with the id.
pub async fn complete(hr: &Hr, who: &Who, id: PayrollRunId) -> Result<PayrollRun, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let run = store::find(w.tx, company, id).await?;
            rules::open(&run)?;
            if run.status != Status::Processed {
                return Err(Error::wrong_state(
                    "a payroll run is processed before it is completed",
                ));
            }
            let columns = column::store::all(w.tx, company).await?;
            let cells = by_employee(cells::of(w.tx, company, id, None).await?);
            let new = cells
                .iter()
                .map(|(employee, cells)| {
                    let amounts = figures(&columns, cells)
                        .map_err(|why| Error::wrong_state(format!("employee {employee} {why}")))?;
                    Ok(NewLine { employee: *employee, amounts })
                })
                .collect::<Result<Vec<_>, Error>>()?;
            lines::replace(w.tx, company, id, &new, w.now).await?;
            let it = rules::close(run, !new.is_empty(), w.now)?;
            verbs::save(&w, it, "payroll.close").await
        })
    })
    .await
}

/// The figures of what one employee has in the columns that have a cell.
fn figures(
    columns: &[Column],
    cells: &BTreeMap<PayrollColumnId, String>,
) -> Result<Amounts, String> {
    let mine: Vec<_> =
        columns.iter().filter(|column| cells.contains_key(&column.id)).cloned().collect();
    let values: Vec<_> = mine
        .iter()
        .map(|column| match cells.get(&column.id).map(|text| Value::read(text)) {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        })
        .collect();
    compute::figures(&mine, &values)
}
