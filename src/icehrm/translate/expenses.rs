//! Expenses between IceHRM and the core.

use hr::Error;
use hr::approval::Stage;
use hr::expense::{
    Category, Detail, Expense, ExpenseChange, Filter, NewExpense, Order, PaymentMethod,
};
use hr::id::{EmployeeId, ExpenseCategoryId, PaymentMethodId};
use icehrm_server::requests::ExpenseListRequest;
use icehrm_server::types::{self, ExpenseListSortField, ExpenseStatus};

use super::{chosen, descends, letters, moment, number, patch, reference, yes_no};

/// Which expenses a list shows.
pub fn filter(sent: ExpenseListRequest) -> Filter {
    let none = types::ExpenseFilters {
        status: None,
        employee: None,
        category: None,
        payment_method: None,
    };
    let any = sent.filters.unwrap_or(none);
    let categories = chosen(sent.category, any.category);
    let methods = chosen(None, any.payment_method);
    let status = chosen(sent.status, any.status);
    Filter {
        employees: chosen(sent.employee, any.employee)
            .map(|ids| ids.into_iter().map(EmployeeId).collect()),
        categories: categories.map(|ids| ids.into_iter().map(ExpenseCategoryId).collect()),
        payment_methods: methods.map(|ids| ids.into_iter().map(PaymentMethodId).collect()),
        status: status.map(|all| all.into_iter().map(stage).collect()),
        from: sent.date_from,
        to: sent.date_to,
        order: order(sent.sort_field),
        descending: descends(sent.sort_order),
    }
}

fn order(by: ExpenseListSortField) -> Order {
    match by {
        ExpenseListSortField::Id => Order::Id,
        ExpenseListSortField::Employee => Order::Employee,
        ExpenseListSortField::ExpenseDate => Order::SpentOn,
        ExpenseListSortField::Category => Order::Category,
        ExpenseListSortField::Payee => Order::Payee,
        ExpenseListSortField::Amount => Order::Amount,
        ExpenseListSortField::Status => Order::Status,
    }
}

fn stage(status: ExpenseStatus) -> Stage {
    match status {
        ExpenseStatus::Pending => Stage::Pending,
        ExpenseStatus::Approved => Stage::Approved,
        ExpenseStatus::Rejected => Stage::Rejected,
        ExpenseStatus::CancellationRequested => Stage::CancelRequested,
        ExpenseStatus::Cancelled => Stage::Cancelled,
        ExpenseStatus::Processing => Stage::Processing,
    }
}

fn status(stage: Stage) -> ExpenseStatus {
    match stage {
        Stage::Pending => ExpenseStatus::Pending,
        Stage::Approved => ExpenseStatus::Approved,
        Stage::Rejected => ExpenseStatus::Rejected,
        Stage::CancelRequested => ExpenseStatus::CancellationRequested,
        Stage::Cancelled => ExpenseStatus::Cancelled,
        Stage::Processing => ExpenseStatus::Processing,
    }
}

/// A new expense, the caller's own where nobody is named.
///
/// # Errors
/// `Invalid` on `currency` where there is none of this number.
pub fn new(sent: types::ExpenseCreate, caller: EmployeeId) -> Result<NewExpense, Error> {
    Ok(NewExpense {
        employee: sent.employee.map_or(caller, EmployeeId),
        spent_on: sent.expense_date,
        category: ExpenseCategoryId(sent.category),
        payment_method: PaymentMethodId(sent.payment_method),
        payee: sent.payee,
        transaction_number: sent.transaction_no.unwrap_or_default(),
        notes: sent.notes.value(),
        amount: sent.amount.into(),
        currency: letters(sent.currency)?,
        receipts: [sent.attachment1, sent.attachment2, sent.attachment3].map(wire::Patch::value),
    })
}

/// What is to change; fails as [`new`] does.
pub fn change(sent: types::ExpenseUpdate) -> Result<ExpenseChange, Error> {
    Ok(ExpenseChange {
        spent_on: sent.expense_date,
        category: sent.category.map(ExpenseCategoryId),
        payment_method: sent.payment_method.map(PaymentMethodId),
        payee: sent.payee,
        transaction_number: sent.transaction_no,
        notes: patch(sent.notes, |notes| notes),
        amount: sent.amount.map(Into::into),
        currency: sent.currency.map(letters).transpose()?,
        receipts: [sent.attachment1, sent.attachment2, sent.attachment3]
            .map(|sent| patch(sent, |name| name)),
    })
}

/// An expense as lists and writes show it.
pub fn shown(it: Expense) -> types::Expense {
    let [attachment1, attachment2, attachment3] = it.receipts;
    types::Expense {
        id: it.id.get(),
        employee: it.employee.get(),
        expense_date: it.spent_on,
        payment_method: it.payment_method.get(),
        transaction_no: it.transaction_number,
        payee: it.payee,
        category: it.category.get(),
        notes: it.notes.into(),
        amount: it.amount.into(),
        currency: number(&it.currency),
        attachment1: attachment1.into(),
        attachment2: attachment2.into(),
        attachment3: attachment3.into(),
        created: moment(it.created_at),
        updated: moment(it.updated_at),
        status: status(it.status),
    }
}

/// One expense with the names of what it refers to.
pub fn detail(it: Detail) -> types::ExpenseDetail {
    let Detail { expense: it, employee, category, payment_method } = it;
    let [attachment1, attachment2, attachment3] = it.receipts;
    let method = it.payment_method.get();
    types::ExpenseDetail {
        id: it.id.get(),
        employee: reference("Employee", it.employee.get(), employee),
        expense_date: it.spent_on,
        payment_method: reference("ExpensePaymentMethod", method, payment_method),
        transaction_no: it.transaction_number,
        payee: it.payee,
        category: reference("ExpenseCategory", it.category.get(), category),
        notes: it.notes,
        amount: it.amount.into(),
        currency: reference("CurrencyType", number(&it.currency), it.currency),
        attachment1,
        attachment2,
        attachment3,
        created: moment(it.created_at),
        updated: moment(it.updated_at),
        status: status(it.status),
    }
}

pub fn category(it: Category) -> types::ExpenseCategory {
    types::ExpenseCategory {
        id: it.id.get(),
        name: it.name,
        pre_approve: yes_no(it.pre_approve),
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}

pub fn payment_method(it: PaymentMethod) -> types::ExpensePaymentMethod {
    types::ExpensePaymentMethod {
        id: it.id.get(),
        name: it.name,
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}
