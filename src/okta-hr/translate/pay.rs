//! Payroll runs, their lines and payslips as resources.

use hr::Error;
use hr::id::PayrollLineId;
use hr::payroll::{Line, PayrollRun, Payslip, RunWithLines, Status};
use okta_hr_server::types;
use rust_decimal::Decimal;

use super::{to_employee, to_run};

/// Two decimal places, rounded half to even.
fn money(amount: Decimal) -> String {
    let mut amount = amount.round_dp(2);
    amount.rescale(2);
    amount.to_string()
}

/// A run that names its lines.
pub fn run(it: PayrollRun, lines: Vec<PayrollLineId>) -> types::PayrollRun {
    let named = |id: PayrollLineId| types::PayrollLineRef { id: id.to_string() };
    types::PayrollRun {
        id: it.id.to_string(),
        attributes: types::PayrollRunAttributes {
            period: it.period.to_string(),
            status: match it.status {
                Status::Draft | Status::Processed => types::PayrollRunAttributesStatus::Draft,
                Status::Closed => types::PayrollRunAttributesStatus::Closed,
            },
            currency: it.currency,
            total_gross: money(it.totals.gross),
            total_deductions: money(it.totals.deductions),
            total_net: money(it.totals.net),
            closed_at: it.closed_at.into(),
        },
        relationships: types::PayrollRunRelationships {
            lines: types::ToPayrollLines { data: lines.into_iter().map(named).collect() },
        },
    }
}

/// A run with its lines beside it, in the order in which it names them.
pub fn document(it: RunWithLines) -> types::PayrollRunDocument {
    let ids = it.lines.iter().map(|line| line.id).collect();
    types::PayrollRunDocument {
        data: run(it.run, ids),
        included: it.lines.into_iter().map(line).collect(),
    }
}

fn line(it: Line) -> types::PayrollLine {
    types::PayrollLine {
        id: it.id.to_string(),
        attributes: types::PayrollLineAttributes {
            gross: money(it.amounts.gross),
            deductions: money(it.amounts.deductions),
            net: money(it.amounts.net),
        },
        relationships: types::PayrollLineRelationships { employee: to_employee(Some(it.employee)) },
    }
}

/// A line of a closed run.
///
/// # Errors
/// `Internal` where the run says that it is closed and not since when.
pub fn payslip(it: Payslip) -> Result<types::Payslip, Error> {
    let closed_at = it.closed_at;
    let closed_at = closed_at.ok_or_else(|| Error::internal("a closed run has no moment"))?;
    Ok(types::Payslip {
        id: it.id.to_string(),
        attributes: types::PayslipAttributes {
            period: it.period.to_string(),
            gross: money(it.amounts.gross),
            deductions: money(it.amounts.deductions),
            net: money(it.amounts.net),
            currency: it.currency,
            closed_at,
        },
        relationships: types::PayslipRelationships { payroll_run: to_run(Some(it.run)) },
    })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::money;

    #[test]
    fn money_has_two_places_and_halves_go_to_the_even_one() {
        for (ten_thousandths, text) in
            [(0, "0.00"), (50_0000, "50.00"), (12_3450, "12.34"), (12_3550, "12.36")]
        {
            assert_eq!(money(Decimal::new(ten_thousandths, 4)), text);
        }
    }
}
