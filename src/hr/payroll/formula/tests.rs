//! The language as tables: what is calculated, what is refused, and that nothing runs for long.

use rust_decimal::Decimal;

use super::{DEPTH, Formula, LENGTH, PARTS, key, rounded};

/// Calculates with `pay` = 1000, `days` = 22, `zero` = 0.
fn result(text: &str) -> Result<String, String> {
    let formula = Formula::parse(text)?;
    let value = formula.value(|name| match formula.names[name].as_str() {
        "pay" => Ok(Decimal::from(1000)),
        "days" => Ok(Decimal::from(22)),
        "zero" => Ok(Decimal::ZERO),
        other => Err(format!("does not know {other}")),
    })?;
    Ok(value.normalize().to_string())
}

#[test]
fn formula_calculates_exactly_and_by_the_usual_ranks() {
    for (text, value) in [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 4 - 3", "3"),
        ("100 / 10 / 5", "2"),
        ("-2 * -3 + +1", "7"),
        ("0.1 + 0.2", "0.3"),
        (".5 * 4", "2"),
        ("1 / 3 * 3 < 1", "1"),
        ("pay * 0.105", "105"),
        ("[Pay] / [ days ] * 11", "500"),
        ("round(pay / days * 11, 2)", "500"),
        ("2 <= 2", "1"),
        ("2 <> 2", "0"),
        ("3 = 3", "1"),
        ("3 == 3", "1"),
        ("3 != 4", "1"),
        ("4 >= 5", "0"),
        ("if(pay > 500, 1, 2)", "1"),
        ("IF(pay > 5000, 1, 2)", "2"),
        ("min(3, 1, 2)", "1"),
        ("max(3, pay, 2)", "1000"),
        ("abs(-2.5)", "2.5"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(1.005, 2)", "1.01"),
        ("round(-1.005, 2)", "-1.01"),
        ("if(zero, 1 / zero, 5)", "5"),
    ] {
        assert_eq!(result(text).as_deref(), Ok(value), "{text}");
    }
}

#[test]
fn formula_that_cannot_be_read_or_calculated_says_why() {
    let number = "9".repeat(40);
    let large = format!("{0} * {0}", "9".repeat(20));
    for (text, why) in [
        ("", "ends too early"),
        ("1 +", "ends too early"),
        ("(1", "ends too early"),
        ("1 2", "cannot be read from character 3 on"),
        ("1 < 2 < 3", "cannot be read from character 7 on"),
        ("2 ^ 2", "cannot be read from character 3 on"),
        ("pay; 1", "cannot be read from character 4 on"),
        ("'a'", "cannot be read from character 1 on"),
        ("1.2.3", "has a number that cannot be read"),
        ("1.", "has a number that cannot be read"),
        (number.as_str(), "has a number that cannot be read"),
        ("[]", "has an empty name"),
        ("system(1)", "calls system, which is no function"),
        ("if(1, 2)", "gives if a wrong number of arguments"),
        ("round(1, 2, 3)", "gives round a wrong number of arguments"),
        ("min()", "cannot be read from character 5 on"),
        ("pay / zero", "divides by zero"),
        ("pay / (days - 22)", "divides by zero"),
        (large.as_str(), "becomes too large"),
        ("round(1, 0 - 1)", "rounds to places that are no whole number up to 10"),
        ("round(1, 1.5)", "rounds to places that are no whole number up to 10"),
        ("nothing + 1", "does not know nothing"),
    ] {
        assert_eq!(result(text).unwrap_err(), why, "{text}");
    }
}

#[test]
fn formula_stays_within_its_limits() {
    let deep = |n: usize| format!("{}1{}", "(".repeat(n), ")".repeat(n));
    assert!(result(&deep(DEPTH)).is_ok());
    assert_eq!(result(&deep(DEPTH + 1)).unwrap_err(), "is nested deeper than 32");
    assert_eq!(result(&"-".repeat(LENGTH)).unwrap_err(), "is nested deeper than 32");
    // So many numbers, and one operator less.
    let chain = |n: usize| vec!["1"; n].join("+");
    assert_eq!(result(&chain(PARTS / 2)).as_deref(), Ok("150"));
    assert_eq!(result(&chain(PARTS / 2 + 1)).unwrap_err(), "has more than 300 parts");
    let long = " ".repeat(LENGTH + 1);
    assert_eq!(result(&long).unwrap_err(), "is longer than 2000 characters");
}

#[test]
fn names_are_the_same_however_they_are_written() {
    for (written, looked_up) in [
        ("Net pay", "net_pay"),
        ("  NET -- Pay!", "net_pay"),
        ("13th month", "13th_month"),
        ("Größe", "größe"),
        ("%", "%"),
    ] {
        assert_eq!(key(written), looked_up);
    }
    let names = Formula::parse("[Net pay] + net_pay * Gross").unwrap().names;
    assert_eq!(names, ["net_pay", "gross"]);
}

#[test]
fn money_is_rounded_half_away_from_zero() {
    for (value, cents) in [("2.345", "2.35"), ("-2.345", "-2.35"), ("2.3449", "2.34")] {
        assert_eq!(rounded(value.parse().unwrap(), 2).to_string(), cents);
    }
}
