//! What can be done with notifications: raise them inside other writes, list them, read them.

use uuid::Uuid;

use super::{NewNotification, Notification, store};
use crate::id::{EmployeeId, NotificationId};
use crate::{Error, Faults, Hr, Page, PageRequest, Who, Write, employee};

/// Tells somebody something inside the write that is its cause: one insert, and no audit row of
/// its own. The employee is one of the company.
pub(crate) async fn raise(
    w: &Write<'_>,
    new: NewNotification,
) -> Result<(NotificationId, Notification), Error> {
    let id = w.hr.random().uuid()?;
    let row = store::insert(w.tx, w.who.company, id, new, w.now).await?;
    Ok((row.id, row.try_into()?))
}

/// Tells an employee something; `Invalid` where the employee is unknown or the title is empty.
pub async fn send(hr: &Hr, who: &Who, new: NewNotification) -> Result<Notification, Error> {
    Faults::default().filled("title", &new.title).result()?;
    hr.write(who, move |w| {
        Box::pin(async move {
            employee::require(w.tx, w.who.company, new.employee, "employee_id").await?;
            let (row, sent) = raise(&w, new).await?;
            w.audit("notification.send", row.get()).await?;
            Ok(sent)
        })
    })
    .await
}

/// The notifications of one employee, newest first.
pub async fn list(
    hr: &Hr,
    who: &Who,
    employee: EmployeeId,
    page: PageRequest,
) -> Result<Page<Notification>, Error> {
    store::list(hr.db().read(), who.company, employee, page).await
}

/// Marks one notification of the employee as read, or all; answers how many were unread.
///
/// `NotFound` where the employee has none with this id.
pub async fn mark_read(
    hr: &Hr,
    who: &Who,
    employee: EmployeeId,
    id: Option<Uuid>,
) -> Result<u64, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let one = match id {
                Some(id) => Some(store::find(w.tx, company, employee, id).await?),
                None => None,
            };
            let count = store::read(w.tx, company, employee, one, w.now).await?;
            if count > 0 {
                w.audit("notification.read", employee.get()).await?;
            }
            Ok(count)
        })
    })
    .await
}
