//! What may happen to a payroll run: pure, so that tests can be tables.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::store::{self, Row};
use super::{Frequency, NewLine, NewPayrollRun, Status};
use crate::id::PayrollRunId;
use crate::{Error, Faults};

/// The draft that `new` describes; its id is given by the store.
pub fn create(new: NewPayrollRun, now: DateTime<Utc>) -> Result<Row, Error> {
    let currency = &new.currency;
    let code = currency.len() == 3 && currency.bytes().all(|letter| letter.is_ascii_uppercase());
    Faults::default()
        .check((1900..=9999).contains(&new.period.year), "period", "must be from 1900 to 9999")
        .check((1..=12).contains(&new.period.month), "period", "must have a month from 1 to 12")
        .check(code, "currency", "must be three capital letters")
        .result()?;
    let (starts_on, ends_on) = new.period.days();
    Ok(Row {
        id: PayrollRunId(0),
        period: new.period,
        status: Status::Draft,
        currency: new.currency,
        name: store::title(new.period),
        frequency: Frequency::Monthly,
        starts_on,
        ends_on,
        department: None,
        columns: Vec::new(),
        template: None,
        group: None,
        closed_at: None,
        created_at: now,
        updated_at: now,
    })
}

/// Refuses lines for a closed run, and lines that do not add up.
pub fn set_lines(it: Row, lines: &[NewLine], now: DateTime<Utc>) -> Result<Row, Error> {
    open(&it)?;
    let of_all = |rule: fn(&NewLine) -> bool| lines.iter().all(rule);
    let employees: BTreeSet<_> = lines.iter().map(|line| line.employee).collect();
    Faults::default()
        .check(employees.len() == lines.len(), "employee_id", "must not be named twice")
        .check(of_all(|it| it.amounts.gross >= Decimal::ZERO), "gross", "must not be negative")
        .check(
            of_all(|it| it.amounts.deductions >= Decimal::ZERO),
            "deductions",
            "must not be negative",
        )
        .check(
            of_all(|NewLine { amounts: it, .. }| {
                Some(it.net) == it.gross.checked_sub(it.deductions)
            }),
            "net",
            "must be the gross without the deductions",
        )
        .result()?;
    Ok(Row { status: Status::Draft, updated_at: now, ..it })
}

/// The run closed for good; once, and not without lines.
pub fn close(it: Row, has_lines: bool, now: DateTime<Utc>) -> Result<Row, Error> {
    open(&it)?;
    if !has_lines {
        return Err(Error::wrong_state("a payroll run without lines cannot be closed"));
    }
    Ok(Row { status: Status::Closed, closed_at: Some(now), updated_at: now, ..it })
}

/// Refuses a closed run.
pub fn open(it: &Row) -> Result<(), Error> {
    match it.status {
        Status::Draft | Status::Processed => Ok(()),
        Status::Closed => Err(Error::wrong_state("the payroll run is already closed")),
    }
}
