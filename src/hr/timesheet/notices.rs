//! Whom a timesheet concerns is told of it, in the write that is the cause.

use serde_json::json;

use super::{Status, Timesheet};
use crate::id::EmployeeId;
use crate::notification::{self, NewNotification};
use crate::{Error, Write};

/// Tells the supervisor, where there is one, that a timesheet waits.
pub async fn submitted(
    w: &Write<'_>,
    it: &Timesheet,
    supervisor: Option<EmployeeId>,
) -> Result<(), Error> {
    let Some(supervisor) = supervisor else { return Ok(()) };
    let about = format!("{} submitted a timesheet", it.name);
    tell(w, it, supervisor, "Timesheet to decide", &about).await
}

/// Tells the employee how the timesheet was decided.
pub async fn decided(w: &Write<'_>, it: &Timesheet) -> Result<(), Error> {
    let (title, about) = match it.status {
        Status::Approved => ("Timesheet approved", "Your timesheet is approved"),
        Status::Rejected => ("Timesheet rejected", "Your timesheet is rejected"),
        Status::Pending | Status::Submitted => return Ok(()),
    };
    tell(w, it, it.employee, title, about).await
}

async fn tell(
    w: &Write<'_>,
    it: &Timesheet,
    employee: EmployeeId,
    title: &str,
    about: &str,
) -> Result<(), Error> {
    let new = NewNotification {
        employee,
        title: title.to_owned(),
        body: format!("{about}: {} to {}.", it.starts_on, it.ends_on()),
        data: json!({ "kind": "timesheet", "id": it.id.get() }),
    };
    notification::raise(w, new).await.map(drop)
}
