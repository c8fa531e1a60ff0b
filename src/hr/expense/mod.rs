//! Expenses: what employees spent for the company, decided level by level as leave is.

mod decide;
mod lookups;
mod notices;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::Patch;
use crate::approval::Stage;
use crate::id::{EmployeeId, ExpenseCategoryId, ExpenseId, PaymentMethodId};

pub use decide::{decide, waiting, withdraw};
pub use lookups::{categories, create_category, create_payment_method, payment_methods};
pub use rules::check_receipt;
pub use verbs::{change, create, delete, list, read};

/// What money is spent on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub id: ExpenseCategoryId,
    /// Unique in the company without regard to case.
    pub name: String,
    /// Whether expenses of it are approved as they are made.
    pub pre_approve: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// How money is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentMethod {
    pub id: PaymentMethodId,
    /// Unique in the company without regard to case.
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Keys of stored files, each in a place of its own.
pub type Receipts = [Option<String>; 3];

/// Money that an employee spent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expense {
    pub id: ExpenseId,
    pub employee: EmployeeId,
    pub spent_on: NaiveDate,
    pub category: ExpenseCategoryId,
    pub payment_method: PaymentMethodId,
    /// To whom.
    pub payee: String,
    /// Empty where there is none.
    pub transaction_number: String,
    pub notes: Option<String>,
    /// Above zero, two decimals.
    pub amount: Decimal,
    /// Code of one of the currencies of ISO 4217.
    pub currency: String,
    pub receipts: Receipts,
    pub status: Stage,
    /// Everybody who must decide, in order; an administrator where nobody is named.
    pub approvers: Vec<Option<EmployeeId>>,
    /// Whose turn it is, while it is open.
    pub waits_for: Option<EmployeeId>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Expense {
    /// Those whose word is missing, in order.
    fn open(&self) -> &[Option<EmployeeId>] {
        let at = self.approvers.iter().position(|id| *id == self.waits_for);
        at.and_then(|at| self.approvers.get(at..)).unwrap_or_default()
    }
}

/// An expense with the names of what it refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub expense: Expense,
    /// First and last name.
    pub employee: String,
    pub category: String,
    pub payment_method: String,
}

/// Which expenses a list shows, and in which order; the default shows all, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of these only; none at all where the list is empty. So it is with the others.
    pub employees: Option<Vec<EmployeeId>>,
    pub categories: Option<Vec<ExpenseCategoryId>>,
    pub payment_methods: Option<Vec<PaymentMethodId>>,
    pub status: Option<Vec<Stage>>,
    /// Spent on this day or after it.
    pub from: Option<NaiveDate>,
    /// Spent on this day or before it.
    pub to: Option<NaiveDate>,
    pub order: Order,
    /// Whether the highest comes first.
    pub descending: bool,
}

/// What expenses can be ordered by; equal ones by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Id,
    Employee,
    SpentOn,
    Category,
    Payee,
    Amount,
    Status,
}

/// What a new expense is made of.
#[derive(Clone, Debug)]
pub struct NewExpense {
    pub employee: EmployeeId,
    pub spent_on: NaiveDate,
    pub category: ExpenseCategoryId,
    pub payment_method: PaymentMethodId,
    pub payee: String,
    pub transaction_number: String,
    pub notes: Option<String>,
    pub amount: Decimal,
    pub currency: String,
    pub receipts: Receipts,
}

/// What is to change; the default changes nothing. An expense never changes its employee.
#[derive(Clone, Debug, Default)]
pub struct ExpenseChange {
    pub spent_on: Option<NaiveDate>,
    pub category: Option<ExpenseCategoryId>,
    pub payment_method: Option<PaymentMethodId>,
    pub payee: Option<String>,
    pub transaction_number: Option<String>,
    pub notes: Patch<String>,
    pub amount: Option<Decimal>,
    pub currency: Option<String>,
    pub receipts: [Patch<String>; 3],
}
