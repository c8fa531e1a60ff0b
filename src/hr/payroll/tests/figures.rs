//! Which columns make the figures of a payslip, as a table.

use rust_decimal::Decimal;

use super::scene::dec;
use crate::id::PayrollColumnId;
use crate::payroll::column::{Column, Part, Style};
use crate::payroll::compute::figures;

fn column(part: Option<Part>) -> Column {
    Column {
        id: PayrollColumnId(1),
        name: "A".into(),
        hook: None,
        components: Vec::new(),
        deductions: Vec::new(),
        added: Vec::new(),
        subtracted: Vec::new(),
        place: 1,
        editable: false,
        enabled: true,
        default_value: None,
        variables: Vec::new(),
        formula: None,
        style: Style::Simple,
        group: None,
        part,
    }
}

/// Gross, deductions and net of columns with a part and a value each.
fn of(columns: &[(Option<Part>, &str)]) -> Result<[Decimal; 3], String> {
    let (parts, values): (Vec<_>, Vec<_>) =
        columns.iter().map(|(part, value)| (column(*part), value.parse().ok())).unzip();
    figures(&parts, &values).map(|it| [it.gross, it.deductions, it.net])
}

#[test]
fn figures_are_the_sums_of_their_columns_and_what_has_none_follows() {
    let (gross, minus, net) = (Some(Part::Gross), Some(Part::Deductions), Some(Part::Net));
    for (columns, expected) in [
        (vec![(gross, "70"), (gross, "30"), (minus, "20"), (net, "80")], ["100", "20", "80"]),
        (vec![(gross, "100"), (minus, "20"), (minus, "5"), (None, "9")], ["100", "25", "75"]),
        (vec![(gross, "100"), (net, "80")], ["100", "20", "80"]),
        (vec![(minus, "20"), (net, "80")], ["100", "20", "80"]),
        (vec![(net, "80")], ["80", "0", "80"]),
        (vec![(gross, "100")], ["100", "0", "100"]),
        (vec![(None, "7"), (None, "80"), (minus, "20")], ["100", "20", "80"]),
        (vec![(None, "7"), (None, "80")], ["80", "0", "80"]),
        // More is taken than earned: that happens.
        (vec![(gross, "10"), (minus, "20")], ["10", "20", "-10"]),
        // A text is no figure.
        (vec![(gross, "Sydney"), (gross, "5")], ["5", "0", "5"]),
        (Vec::new(), ["0", "0", "0"]),
    ] {
        assert_eq!(of(&columns), Ok(expected.map(dec)), "{columns:?}");
    }
    for (columns, why) in [
        (
            vec![(gross, "100"), (minus, "20"), (net, "81")],
            "has a net pay that is not the gross pay without the deductions",
        ),
        (vec![(gross, "-1")], "has a gross pay or deductions below zero"),
        (vec![(minus, "-1"), (gross, "1")], "has a gross pay or deductions below zero"),
        (
            vec![(gross, "999999999999"), (gross, "1")],
            "has a gross pay or deductions that are too large",
        ),
    ] {
        assert_eq!(of(&columns), Err(why.to_owned()), "{columns:?}");
    }
}
