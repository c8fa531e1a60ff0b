//! What employees have in the columns of a run, in the database; every query names the company.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::Error;
use crate::db::{Tx, table};
use crate::entity::payroll_cell::{ActiveModel, Column, Entity};
use crate::id::{CompanyId, EmployeeId, PayrollColumnId, PayrollRunId};

/// Rows in one statement: SQLite takes 32,766 values at most, and a row has five.
const CHUNK: usize = 6_500;

/// Cells by employee and column; a decimal with two places, or a text that a hook gave.
pub type Cells = BTreeMap<(EmployeeId, PayrollColumnId), String>;

/// All cells of a run, or those of one employee, in one statement.
pub async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    run: PayrollRunId,
    employee: Option<EmployeeId>,
) -> Result<Cells, Error> {
    let mut query = table::of::<Entity>(company).filter(Column::RunId.eq(run));
    if let Some(employee) = employee {
        query = query.filter(Column::EmployeeId.eq(employee));
    }
    let rows: Vec<(EmployeeId, PayrollColumnId, String)> = query
        .order_by_asc(Column::EmployeeId)
        .select_only()
        .columns([Column::EmployeeId, Column::ColumnId, Column::Amount])
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(employee, column, amount)| ((employee, column), amount)).collect())
}

/// Whether any run has a value in the column.
pub async fn holds(tx: &Tx, company: CompanyId, column: PayrollColumnId) -> Result<bool, Error> {
    let query = table::of::<Entity>(company).filter(Column::ColumnId.eq(column));
    let one: Option<i64> =
        query.select_only().column(Column::Id).limit(1).into_tuple().one(tx).await?;
    Ok(one.is_some())
}

/// Makes exactly these the cells of the run; `had` says that it has any.
pub async fn replace(
    tx: &Tx,
    company: CompanyId,
    run: PayrollRunId,
    had: bool,
    cells: Cells,
) -> Result<(), Error> {
    if had {
        let of_run = Entity::delete_many().filter(Column::CompanyId.eq(company));
        of_run.filter(Column::RunId.eq(run)).exec(tx).await?;
    }
    let rows: Vec<_> = rows(company, run, cells).collect();
    for rows in rows.chunks(CHUNK) {
        Entity::insert_many(rows.iter().cloned()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Writes these cells of the run and leaves the others; as many as one statement takes.
pub async fn write(
    tx: &Tx,
    company: CompanyId,
    run: PayrollRunId,
    cells: Cells,
) -> Result<(), Error> {
    let same = [Column::RunId, Column::EmployeeId, Column::ColumnId];
    let over = OnConflict::columns(same).update_column(Column::Amount).to_owned();
    Entity::insert_many(rows(company, run, cells))
        .on_conflict(over)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

fn rows(company: CompanyId, run: PayrollRunId, cells: Cells) -> impl Iterator<Item = ActiveModel> {
    cells.into_iter().map(move |((employee, column), amount)| ActiveModel {
        id: NotSet,
        company_id: Set(company),
        run_id: Set(run),
        employee_id: Set(employee),
        column_id: Set(column),
        amount: Set(amount),
    })
}
