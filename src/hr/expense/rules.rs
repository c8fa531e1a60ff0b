//! What may be said of an expense: pure, so that tests can be tables.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{Category, Expense, ExpenseChange, NewExpense, PaymentMethod};
use crate::approval::Stage;
use crate::id::{EmployeeId, ExpenseCategoryId, ExpenseId, PaymentMethodId};
use crate::patch::set;
use crate::{Error, Faults, currency};

/// Endings of the files that a receipt may be.
const ENDINGS: [&str; 16] = [
    "csv", "doc", "xls", "docx", "xlsx", "txt", "ppt", "pptx", "rtf", "pdf", "xml", "jpg", "bmp",
    "gif", "png", "jpeg",
];

/// The expense that `new` describes; its id is given by the store.
///
/// It waits for the first of the approvers, or is approved where `at_once` says so.
pub fn create(
    new: NewExpense,
    approvers: Vec<Option<EmployeeId>>,
    at_once: bool,
    now: DateTime<Utc>,
) -> Result<Expense, Error> {
    check(Expense {
        id: ExpenseId(0),
        employee: new.employee,
        spent_on: new.spent_on,
        category: new.category,
        payment_method: new.payment_method,
        payee: new.payee,
        transaction_number: new.transaction_number,
        notes: new.notes,
        amount: new.amount,
        currency: new.currency,
        receipts: new.receipts,
        status: if at_once { Stage::Approved } else { Stage::Pending },
        waits_for: approvers.first().copied().flatten().filter(|_| !at_once),
        approvers,
        created_at: now,
        updated_at: now,
    })
}

/// The expense after `change`.
pub fn change(
    mut it: Expense,
    change: ExpenseChange,
    now: DateTime<Utc>,
) -> Result<Expense, Error> {
    set(&mut it.spent_on, change.spent_on);
    set(&mut it.category, change.category);
    set(&mut it.payment_method, change.payment_method);
    set(&mut it.payee, change.payee);
    set(&mut it.transaction_number, change.transaction_number);
    change.notes.apply(&mut it.notes);
    set(&mut it.amount, change.amount);
    set(&mut it.currency, change.currency);
    for (receipt, change) in it.receipts.iter_mut().zip(change.receipts) {
        change.apply(receipt);
    }
    it.updated_at = now;
    check(it)
}

/// The expense at another stage; one that is processing waits for the next approver.
pub fn at(it: Expense, status: Stage, now: DateTime<Utc>) -> Expense {
    let waits_for = match status {
        Stage::Processing => it.open().get(1).copied().flatten(),
        _ => None,
    };
    Expense { status, waits_for, updated_at: now, ..it }
}

fn check(it: Expense) -> Result<Expense, Error> {
    let cents = it.amount.round_dp(2) == it.amount;
    Faults::default()
        .filled("payee", &it.payee)
        .check(it.amount > Decimal::ZERO, "amount", "must be above zero")
        .check(cents, "amount", "must have two decimal places at most")
        .check(currency::by_code(&it.currency).is_some(), "currency", "does not exist")
        .result()?;
    Ok(it)
}

/// Refuses a file that cannot be a receipt: an empty one, or one whose name has another ending than
/// documents and pictures have.
///
/// # Errors
/// `Invalid` on `file`.
pub fn check_receipt(name: &str, size_bytes: u64) -> Result<(), Error> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let known = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
    Faults::default()
        .check(size_bytes > 0, "file", "must not be empty")
        .check(known, "file", "must be a document or a picture, by the ending of its name")
        .result()
}

/// The category of this name; its id is given by the store.
pub fn category(name: String, pre_approve: bool, now: DateTime<Utc>) -> Result<Category, Error> {
    Faults::default().filled("name", &name).result()?;
    let id = ExpenseCategoryId(0);
    Ok(Category { id, name, pre_approve, created_at: now, updated_at: now })
}

/// The payment method of this name; its id is given by the store.
pub fn payment_method(name: String, now: DateTime<Utc>) -> Result<PaymentMethod, Error> {
    Faults::default().filled("name", &name).result()?;
    Ok(PaymentMethod { id: PaymentMethodId(0), name, created_at: now, updated_at: now })
}
