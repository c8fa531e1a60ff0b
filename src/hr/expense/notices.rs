//! Whom an expense concerns is told of it, in the write that is the cause.

use serde_json::json;

use super::Expense;
use crate::approval::Stage;
use crate::id::EmployeeId;
use crate::notification::{self, NewNotification};
use crate::{Error, Write};

/// Tells whose turn it is; nobody where an administrator's word is missing.
pub async fn asked(w: &Write<'_>, it: &Expense) -> Result<(), Error> {
    match it.waits_for {
        Some(approver) => tell(w, it, approver, "Expense to decide").await,
        None => Ok(()),
    }
}

/// Tells the employee how it was decided, or the next approver that it is their turn.
pub async fn decided(w: &Write<'_>, it: &Expense, before: Stage) -> Result<(), Error> {
    let title = match (it.status, before) {
        (Stage::Processing, _) => return asked(w, it).await,
        (Stage::Approved, Stage::CancelRequested) => "Expense not cancelled",
        (Stage::Approved, _) => "Expense approved",
        (Stage::Rejected, _) => "Expense rejected",
        (Stage::Cancelled, _) => "Expense cancelled",
        (Stage::Pending | Stage::CancelRequested, _) => return Ok(()),
    };
    tell(w, it, it.employee, title).await
}

/// Tells the manager that an approved expense is to be cancelled; nobody where there is none.
pub async fn back(w: &Write<'_>, it: &Expense, manager: Option<EmployeeId>) -> Result<(), Error> {
    match manager.filter(|_| it.status == Stage::CancelRequested) {
        Some(manager) => tell(w, it, manager, "Expense to cancel").await,
        None => Ok(()),
    }
}

async fn tell(w: &Write<'_>, it: &Expense, employee: EmployeeId, title: &str) -> Result<(), Error> {
    let new = NewNotification {
        employee,
        title: title.to_owned(),
        body: format!("{} {} of {}.", it.currency, it.amount, it.spent_on),
        data: json!({ "kind": "expense", "id": it.id.get() }),
    };
    notification::raise(w, new).await.map(drop)
}
