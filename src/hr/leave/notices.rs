//! Whom a leave request concerns is told of it, in the write that is the cause.

use serde_json::json;

use super::{LeaveRequest, Status, last_day};
use crate::id::EmployeeId;
use crate::notification::{self, NewNotification};
use crate::{Error, Write};

/// Tells the approver of the first step that a request waits; nobody where that is HR at large.
pub async fn asked(w: &Write<'_>, it: &LeaveRequest) -> Result<(), Error> {
    match it.current_step().and_then(|step| step.approver.as_ref()) {
        Some(approver) => {
            let about = format!("{} asks for leave", it.employee.name);
            tell(w, it, approver.id, "Leave request to decide", &about).await
        }
        None => Ok(()),
    }
}

/// Tells the employee how the request was decided; nobody while it is not.
pub async fn decided(w: &Write<'_>, it: &LeaveRequest) -> Result<(), Error> {
    let (title, about) = match it.status {
        Status::Approved => ("Leave approved", "Your leave is approved"),
        Status::Rejected => ("Leave rejected", "Your leave is rejected"),
        Status::Pending | Status::Cancelled | Status::CancelRequested => return Ok(()),
    };
    tell(w, it, it.employee.id, title, about).await
}

/// Tells the employee that a request to cancel was granted or not.
pub async fn withdrawn(w: &Write<'_>, it: &LeaveRequest) -> Result<(), Error> {
    let (title, about) = match it.status {
        Status::Cancelled => ("Leave cancelled", "Your leave is cancelled"),
        _ => ("Leave not cancelled", "Your leave stays approved"),
    };
    tell(w, it, it.employee.id, title, about).await
}

/// Tells the manager that approved leave is to be cancelled; nobody where there is none.
pub async fn back(
    w: &Write<'_>,
    it: &LeaveRequest,
    manager: Option<EmployeeId>,
) -> Result<(), Error> {
    let Some(manager) = manager else { return Ok(()) };
    let about = format!("{} asks to cancel leave", it.employee.name);
    tell(w, it, manager, "Leave to cancel", &about).await
}

async fn tell(
    w: &Write<'_>,
    it: &LeaveRequest,
    employee: EmployeeId,
    title: &str,
    about: &str,
) -> Result<(), Error> {
    let new = NewNotification {
        employee,
        title: title.to_owned(),
        body: format!("{about}: {} to {}.", it.starts_at.date(), last_day(it)),
        data: json!({ "kind": "leave_request", "id": it.id.get() }),
    };
    notification::raise(w, new).await.map(drop)
}
