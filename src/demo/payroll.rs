//! What people are paid: two closed runs and a draft whose lines are given, each of a month that
//! is over, and what is needed for runs that are calculated (see [`crate::plans`]).

use chrono::{Datelike, Months};
use hr::id::EmployeeId;
use hr::payroll::{self, Amounts, NewLine, NewPayrollRun, Period};
use hr::{Error, Hr, Who};
use rust_decimal::Decimal;

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    let paid = (1..=10).map(EmployeeId);
    for (months_ago, closed) in [(3, true), (2, true), (1, false)] {
        run(hr, who, months_ago, paid.clone(), closed).await?;
    }
    Ok(())
}

pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    run(hr, who, 1, [first], true).await
}

async fn run(
    hr: &Hr,
    who: &Who,
    months_ago: u32,
    paid: impl IntoIterator<Item = EmployeeId>,
    closed: bool,
) -> Result<(), Error> {
    let month = hr.clock().today() - Months::new(months_ago);
    let period = Period { year: month.year(), month: month.month() as i16 };
    let new = NewPayrollRun { period, currency: "AUD".into() };
    let id = payroll::create(hr, who, new).await?.id;
    let lines = paid.into_iter().map(line).collect();
    payroll::set_lines(hr, who, id, lines).await?;
    if closed {
        payroll::close(hr, who, id).await?;
    }
    Ok(())
}

fn line(employee: EmployeeId) -> NewLine {
    let gross = Decimal::from(5_000 + 250 * employee.get());
    let deductions = gross * Decimal::new(25, 2);
    NewLine { employee, amounts: Amounts { gross, deductions, net: gross - deductions } }
}
