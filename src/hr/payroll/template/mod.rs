//! Payslip templates: blocks, one below the other, that a payslip is made of.

mod render;
pub(super) mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};

use crate::code::coded;
use crate::id::{PayrollColumnId, PayslipTemplateId};

pub(super) use render::{Content, page};
pub use verbs::{change, create, delete, get, list, preview, preview_of};
pub(super) use verbs::{company_name, require_shown};

coded! {
    /// What a block shows.
    pub enum BlockKind("payslip block") {
        CompanyName = 1,
        /// A text with placeholders.
        Text = 2,
        /// Name, staff number and department of the employee.
        Employee = 3,
        /// Name, days and currency of the run.
        Payroll = 4,
        /// One column with its value.
        Column = 5,
        /// All columns with their values.
        Columns = 6,
        /// Gross pay, deductions and net pay.
        Totals = 7,
        /// A line across.
        Separator = 8,
    }
}

/// A part of a payslip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// A heading, or what a column is called instead of its name.
    pub label: Option<String>,
    /// Of a text block: plain text in which `{{employee.name}}` and the like are filled in.
    pub text: Option<String>,
    /// Of a column block.
    pub column: Option<PayrollColumnId>,
}

impl Block {
    /// A block without anything of its own.
    pub fn plain(kind: BlockKind) -> Self {
        Self { kind, label: None, text: None, column: None }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub id: PayslipTemplateId,
    pub name: String,
    pub design: Vec<Block>,
    /// Whether runs may choose it; those that have it keep it.
    pub shown: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new template is made of.
#[derive(Clone, Debug)]
pub struct NewTemplate {
    pub name: String,
    pub design: Vec<Block>,
    pub shown: bool,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct TemplateChange {
    pub name: Option<String>,
    pub design: Option<Vec<Block>>,
    pub shown: Option<bool>,
}

/// In which order a list shows templates; equal ones by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    #[default]
    Id,
    Name,
}

/// What a payslip looks like whose run has no template.
pub(super) fn usual() -> Vec<Block> {
    use BlockKind::*;
    [CompanyName, Employee, Payroll, Separator, Columns, Separator, Totals].map(Block::plain).into()
}
