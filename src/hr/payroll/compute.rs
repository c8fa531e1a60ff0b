//! What columns come to for one employee: pure, so that payslips can be worked out in tests.
//!
//! Every column is rounded to two places, halves away from zero, before another sees it: what is
//! printed adds up.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Amounts as Figures;
use super::column::graph::{Graph, Named, Source, Sum, Taken};
use super::column::{Column, Part};
use super::facts::{Covered, Facts};
use super::formula::{Formula, rounded};
use super::hook::Field;
use super::salary::Amounts;
use crate::id::PayrollColumnId;

/// Places that money has.
const PLACES: u32 = 2;
/// What no value may reach: it would not fit what is stored of it.
pub const LIMIT: i64 = 1_000_000_000_000;

/// What is in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Number(Decimal),
    /// A field of the employee.
    Text(String),
}

impl Value {
    /// A number with two places.
    pub fn text(self) -> String {
        match self {
            Self::Number(number) => money(number),
            Self::Text(text) => text,
        }
    }

    /// What [`Value::text`] wrote.
    pub fn read(text: &str) -> Self {
        match Decimal::from_str_exact(text) {
            Ok(number) => Self::Number(number),
            Err(_) => Self::Text(text.to_owned()),
        }
    }

    fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(_) => None,
        }
    }
}

/// A number as it is shown: two places.
pub fn money(number: Decimal) -> String {
    let mut number = rounded(number, PLACES);
    number.rescale(PLACES);
    // There is no negative nothing.
    if number.is_zero() { number.abs() } else { number }.to_string()
}

/// What everything comes to for one employee, by place in the graph's columns.
///
/// The message begins with the name of the column that cannot be calculated.
pub fn values(
    graph: &Graph,
    facts: &Facts,
    of: &Covered,
    entered: &BTreeMap<PayrollColumnId, String>,
) -> Result<Vec<Value>, String> {
    let none = Amounts::new();
    let amounts = facts.amounts.get(&of.employee).unwrap_or(&none);
    let mut worked = Worked { graph, facts, of, amounts, values: vec![None; graph.columns.len()] };
    for at in &graph.order {
        let column = &graph.columns[*at];
        let kept = entered.get(&column.id).filter(|_| column.editable);
        let value = match kept {
            Some(text) => Ok(Value::read(text)),
            None => worked.calculated(*at, column),
        };
        let value = value.map_err(|why| format!("{} {why}", column.name))?;
        worked.values[*at] = Some(value);
    }
    // The order has every column once.
    Ok(worked.values.into_iter().map(|it| it.unwrap_or(Value::Number(Decimal::ZERO))).collect())
}

struct Worked<'a> {
    graph: &'a Graph,
    facts: &'a Facts,
    of: &'a Covered,
    amounts: &'a Amounts,
    /// Those that have been calculated.
    values: Vec<Option<Value>>,
}

impl Worked<'_> {
    fn calculated(&self, at: usize, column: &Column) -> Result<Value, String> {
        let found = match &self.graph.sources[at] {
            Source::Nothing => None,
            Source::Hook(hook) => Some(Value::Number(self.facts.hours(*hook, self.of.employee))),
            Source::Field(field) => self.field(*field).map(Value::Text),
            Source::Sum(sum) => Some(Value::Number(self.sum(sum)?)),
            Source::Formula(formula, names) => {
                Some(Value::Number(formula.value(|name| self.named(names[name]))?))
            }
        };
        match found {
            Some(Value::Number(number)) => within(rounded(number, PLACES)).map(Value::Number),
            Some(text) => Ok(text),
            None => Ok(Value::Number(column.default_value.unwrap_or_default())),
        }
    }

    fn named(&self, named: Named) -> Result<Decimal, String> {
        match named {
            Named::Column(at) => self.column(at),
            Named::PeriodDays => Ok(self.facts.period_days().into()),
            Named::DaysEmployed => Ok(self.facts.days_employed(self.of).into()),
            Named::DaysWorked => Ok(self.facts.days_worked(self.of.employee).into()),
        }
    }

    fn column(&self, at: usize) -> Result<Decimal, String> {
        let number = self.values[at].as_ref().and_then(Value::number);
        number.ok_or_else(|| format!("uses {}, which is no number", self.graph.columns[at].name))
    }

    fn sum(&self, sum: &Sum) -> Result<Decimal, String> {
        let mut total = Decimal::ZERO;
        for component in &sum.components {
            total = add(total, self.amounts.get(component).copied().unwrap_or_default())?;
        }
        for taken in &sum.deductions {
            total = add(total, self.deduction(taken)?)?;
        }
        for at in &sum.added {
            total = add(total, self.column(*at)?)?;
        }
        for at in &sum.subtracted {
            total = add(total, -self.column(*at)?)?;
        }
        Ok(total)
    }

    /// Nothing for who is exempt, and for who is neither in its group nor allowed it besides.
    fn deduction(&self, taken: &Taken) -> Result<Decimal, String> {
        let Taken { deduction, components, column, amounts } = taken;
        let in_group = deduction.group.is_none_or(|group| self.of.group == Some(group));
        let due = in_group || self.of.allowed.contains(&deduction.id);
        if !due || self.of.exemptions.contains(&deduction.id) {
            return Ok(Decimal::ZERO);
        }
        let mut base = column.map_or(Ok(Decimal::ZERO), |at| self.column(at))?;
        for component in components {
            base = add(base, self.amounts.get(component).copied().unwrap_or_default())?;
        }
        let of_range = |formula: &Formula| formula.value(|_| Ok(base));
        let range = deduction.ranges.iter().zip(amounts).find(|(range, _)| range.holds(base));
        range.map_or(Ok(Decimal::ZERO), |(_, formula)| of_range(formula))
    }

    fn field(&self, field: Field) -> Option<String> {
        let it = self.of;
        match field {
            Field::Number => it.number.clone(),
            Field::FirstName => Some(it.first_name.clone()),
            Field::LastName => Some(it.last_name.clone()),
            Field::JobTitle => it.job_title.clone(),
            Field::HiredOn => it.hired_on.map(|on| on.to_string()),
            Field::City => it.city.clone(),
            Field::Country => it.country.clone(),
            Field::Department => it.department.clone().map(|(_, name)| name),
        }
    }
}

fn add(left: Decimal, right: Decimal) -> Result<Decimal, String> {
    left.checked_add(right).ok_or_else(|| "becomes too large".into())
}

fn within(number: Decimal) -> Result<Decimal, String> {
    if number.abs() < Decimal::from(LIMIT) { Ok(number) } else { Err("becomes too large".into()) }
}

/// The figures of a payslip: sums of the columns that are part of each.
///
/// Where no column is part of the net pay, it is gross without deductions, and whichever of those
/// has no column follows from the other two; without gross and net, the last column that is part
/// of nothing is the net pay. The message goes on from the employee's name.
pub fn figures(columns: &[Column], values: &[Option<Decimal>]) -> Result<Figures, String> {
    let of = |part: Part| {
        let mut parts = columns.iter().zip(values).filter(|(column, _)| column.part == Some(part));
        let first = parts.next().map(|(_, value)| value.unwrap_or_default());
        first.map(|first| parts.fold(first, |sum, (_, value)| sum + value.unwrap_or_default()))
    };
    let mut plain = columns.iter().zip(values).filter(|(column, _)| column.part.is_none());
    let last = plain.next_back().and_then(|(_, value)| *value).unwrap_or_default();
    let zero = Decimal::ZERO;
    let (gross, deductions, net) = match (of(Part::Gross), of(Part::Deductions), of(Part::Net)) {
        (None, None, None) => (last, zero, last),
        (Some(gross), deductions, None) => {
            let deductions = deductions.unwrap_or(zero);
            (gross, deductions, gross - deductions)
        }
        (None, Some(deductions), None) => (last + deductions, deductions, last),
        (None, deductions, Some(net)) => {
            let deductions = deductions.unwrap_or(zero);
            (net + deductions, deductions, net)
        }
        (Some(gross), None, Some(net)) => (gross, gross - net, net),
        (Some(gross), Some(deductions), Some(net)) => (gross, deductions, net),
    };
    if net != gross - deductions {
        return Err("has a net pay that is not the gross pay without the deductions".into());
    }
    if gross < zero || deductions < zero {
        return Err("has a gross pay or deductions below zero".into());
    }
    if [gross, deductions].iter().any(|it| within(*it).is_err()) {
        return Err("has a gross pay or deductions that are too large".into());
    }
    Ok(Figures { gross, deductions, net })
}
