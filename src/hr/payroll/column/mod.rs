//! Payroll columns: what a run calculates for each employee, in order.
//!
//! A value comes from the first of these that the column has: a hook; the sum of salary
//! components, deductions, added and subtracted columns; a formula. Where it has none of them, or
//! the hook knows nothing, it is the default value, else nothing at all: 0.

pub(super) mod graph;
pub(super) mod store;
#[cfg(test)]
mod tests;
mod verbs;

use rust_decimal::Decimal;

use super::hook::Hook;
use crate::Patch;
use crate::code::coded;
use crate::id::{DeductionId, PayrollColumnId, PayrollGroupId, SalaryComponentId};

pub use verbs::{all, change, create, delete};

coded! {
    /// How a column's calculation was entered; both are calculated alike.
    pub enum Style("payroll column style") {
        Simple = 1,
        Advanced = 2,
    }
}

coded! {
    /// Which figure of a payslip a column is part of.
    pub enum Part("payslip part") {
        Gross = 1,
        Deductions = 2,
        Net = 3,
    }
}

/// A name that a formula uses for a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    pub name: String,
    pub column: PayrollColumnId,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub id: PayrollColumnId,
    /// Unique in the company by what formulas look it up by (see [`super::formula::key`]).
    pub name: String,
    pub hook: Option<Hook>,
    pub components: Vec<SalaryComponentId>,
    pub deductions: Vec<DeductionId>,
    pub added: Vec<PayrollColumnId>,
    pub subtracted: Vec<PayrollColumnId>,
    /// Where it stands among the others.
    pub place: i32,
    /// Whether its values may be entered by hand; those that are there are kept.
    pub editable: bool,
    /// Whether runs calculate it.
    pub enabled: bool,
    pub default_value: Option<Decimal>,
    pub variables: Vec<Variable>,
    pub formula: Option<String>,
    pub style: Style,
    /// Only for runs of this group.
    pub group: Option<PayrollGroupId>,
    pub part: Option<Part>,
}

/// What a new column is made of.
#[derive(Clone, Debug)]
pub struct NewColumn {
    pub name: String,
    pub hook: Option<Hook>,
    pub components: Vec<SalaryComponentId>,
    pub deductions: Vec<DeductionId>,
    pub added: Vec<PayrollColumnId>,
    pub subtracted: Vec<PayrollColumnId>,
    /// After all others where it is not said.
    pub place: Option<i32>,
    pub editable: bool,
    pub enabled: bool,
    pub default_value: Option<Decimal>,
    pub variables: Vec<Variable>,
    pub formula: Option<String>,
    pub style: Style,
    pub group: Option<PayrollGroupId>,
    pub part: Option<Part>,
}

impl NewColumn {
    /// A column that calculates nothing yet: enabled, not editable, after all others.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            hook: None,
            components: Vec::new(),
            deductions: Vec::new(),
            added: Vec::new(),
            subtracted: Vec::new(),
            place: None,
            editable: false,
            enabled: true,
            default_value: None,
            variables: Vec::new(),
            formula: None,
            style: Style::Simple,
            group: None,
            part: None,
        }
    }
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct ColumnChange {
    pub name: Option<String>,
    pub hook: Patch<Hook>,
    pub components: Option<Vec<SalaryComponentId>>,
    pub deductions: Option<Vec<DeductionId>>,
    pub added: Option<Vec<PayrollColumnId>>,
    pub subtracted: Option<Vec<PayrollColumnId>>,
    pub place: Option<i32>,
    pub editable: Option<bool>,
    pub enabled: Option<bool>,
    pub default_value: Patch<Decimal>,
    pub variables: Option<Vec<Variable>>,
    pub formula: Patch<String>,
    pub style: Option<Style>,
    pub group: Patch<PayrollGroupId>,
    pub part: Patch<Part>,
}
