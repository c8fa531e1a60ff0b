//! The lines of payroll runs in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Alias, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};

use super::{Amounts, Line, NewLine, Payslip, Period, Status};
use crate::db::{Tx, count, page, table};
use crate::entity::payroll_line::{ActiveModel, Column, Entity, Model, Relation};
use crate::entity::payroll_run as run;
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, PayrollLineId, PayrollRunId};
use crate::{Error, Page, PageRequest};

/// Rows in one statement: SQLite takes 32,766 values at most.
const CHUNK: usize = 1000;

/// The lines of one run in the order of the employees' ids.
pub async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    run: PayrollRunId,
) -> Result<Vec<Line>, Error> {
    let rows = table::of::<Entity>(company)
        .filter(Column::RunId.eq(run))
        .order_by_asc(Column::EmployeeId)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// One page of the lines of a run in the order of the employees' ids.
pub async fn page_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    run: PayrollRunId,
    request: PageRequest,
) -> Result<Page<Line>, Error> {
    let query = table::of::<Entity>(company).filter(Column::RunId.eq(run));
    let query = query.order_by_asc(Column::EmployeeId);
    Ok(page::<_, Model>(db, query, request).await?.map(Line::from))
}

/// The line of one employee in a run.
pub async fn one(
    db: &impl ConnectionTrait,
    company: CompanyId,
    run: PayrollRunId,
    employee: EmployeeId,
) -> Result<Option<Line>, Error> {
    let query = table::of::<Entity>(company).filter(Column::RunId.eq(run));
    let row = query.filter(Column::EmployeeId.eq(employee)).one(db).await?;
    Ok(row.map(Line::from))
}

/// The ids of the lines of several runs, in the order of the employees' ids.
pub async fn ids(
    db: &impl ConnectionTrait,
    company: CompanyId,
    runs: Vec<PayrollRunId>,
) -> Result<BTreeMap<PayrollRunId, Vec<PayrollLineId>>, Error> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    if runs.is_empty() {
        return Ok(found);
    }
    let rows: Vec<(PayrollRunId, PayrollLineId)> = table::of::<Entity>(company)
        .filter(Column::RunId.is_in(runs))
        .order_by_asc(Column::EmployeeId)
        .select_only()
        .columns([Column::RunId, Column::Id])
        .into_tuple()
        .all(db)
        .await?;
    for (run, line) in rows {
        found.entry(run).or_default().push(line);
    }
    Ok(found)
}

/// Whether the run has any line.
pub async fn any(tx: &Tx, company: CompanyId, run: PayrollRunId) -> Result<bool, Error> {
    Ok(count(tx, table::of::<Entity>(company).filter(Column::RunId.eq(run))).await? > 0)
}

#[derive(FromQueryResult)]
struct Sums {
    run_id: PayrollRunId,
    gross: Fixed4,
    deductions: Fixed4,
    net: Fixed4,
}

/// The sums of the lines of several runs, in one grouped statement.
pub async fn totals(
    db: &impl ConnectionTrait,
    company: CompanyId,
    runs: Vec<PayrollRunId>,
) -> Result<BTreeMap<PayrollRunId, Amounts>, Error> {
    if runs.is_empty() {
        return Ok(BTreeMap::new());
    }
    // PostgreSQL sums 64-bit integers into a numeric.
    let sum = |column: Column| column.sum().cast_as(Alias::new("bigint"));
    let rows = table::of::<Entity>(company)
        .filter(Column::RunId.is_in(runs))
        .select_only()
        .column(Column::RunId)
        .column_as(sum(Column::Gross), "gross")
        .column_as(sum(Column::Deductions), "deductions")
        .column_as(sum(Column::Net), "net")
        .group_by(Column::RunId)
        .into_model::<Sums>()
        .all(db)
        .await?;
    let sums = |row: Sums| (row.run_id, amounts(row.gross, row.deductions, row.net));
    Ok(rows.into_iter().map(sums).collect())
}

/// Makes exactly these the lines of the run.
pub async fn replace(
    tx: &Tx,
    company: CompanyId,
    run: PayrollRunId,
    lines: &[NewLine],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::RunId.eq(run))
        .exec(tx)
        .await?;
    let row = |line: &NewLine| {
        Ok(ActiveModel {
            id: NotSet,
            company_id: Set(company),
            run_id: Set(run),
            employee_id: Set(line.employee),
            gross: Set(Fixed4::new("gross", line.amounts.gross)?),
            deductions: Set(Fixed4::new("deductions", line.amounts.deductions)?),
            net: Set(Fixed4::new("net", line.amounts.net)?),
            created_at: Set(now),
            updated_at: Set(now),
        })
    };
    for lines in lines.chunks(CHUNK) {
        let rows = lines.iter().map(row).collect::<Result<Vec<_>, Error>>()?;
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Slip {
    id: PayrollLineId,
    run_id: PayrollRunId,
    year: i32,
    month: i16,
    currency: String,
    gross: Fixed4,
    deductions: Fixed4,
    net: Fixed4,
    closed_at: Option<DateTime<Utc>>,
}

/// One page of an employee's lines in closed runs, newest period first.
pub async fn payslips(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    request: PageRequest,
) -> Result<Page<Payslip>, Error> {
    let query = table::of::<Entity>(company)
        .join(JoinType::InnerJoin, Relation::Run.def())
        .filter(Column::EmployeeId.eq(employee))
        .filter(run::Column::Status.eq(Status::Closed.code()))
        .select_only()
        .columns([Column::Id, Column::RunId, Column::Gross, Column::Deductions, Column::Net])
        .columns([run::Column::Year, run::Column::Month])
        .columns([run::Column::Currency, run::Column::ClosedAt])
        .order_by_desc(run::Column::Year)
        .order_by_desc(run::Column::Month)
        .order_by_desc(Column::Id);
    let slips = page::<_, Slip>(db, query, request).await?;
    Ok(slips.map(|slip| Payslip {
        id: slip.id,
        run: slip.run_id,
        period: Period { year: slip.year, month: slip.month },
        currency: slip.currency,
        amounts: amounts(slip.gross, slip.deductions, slip.net),
        closed_at: slip.closed_at,
    }))
}

fn amounts(gross: Fixed4, deductions: Fixed4, net: Fixed4) -> Amounts {
    Amounts { gross: gross.decimal(), deductions: deductions.decimal(), net: net.decimal() }
}

impl From<Model> for Line {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            employee: row.employee_id,
            amounts: amounts(row.gross, row.deductions, row.net),
        }
    }
}
