//! What can be done with leave requests: load, rule, save and audit in one transaction.

use super::{LeaveRequest, LeaveRequestChange, NewLeaveRequest, Status, rules, store};
use crate::id::{EmployeeId, LeaveRequestId};
use crate::{Actor, Error, Hr, Page, PageRequest, Who, Write, access, employee};

/// Asks for leave; the request is pending.
///
/// `Invalid` where the employee is unknown or the end does not follow the start. Requests may
/// overlap: no source says that they may not, and half days of two kinds do.
pub async fn create(hr: &Hr, who: &Who, new: NewLeaveRequest) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            employee::require(w.tx, w.who.company, it.employee, "employee_id").await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("leave.create", it.id.get()).await?;
            shown(&w, it).await
        })
    })
    .await
}

/// One request; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: LeaveRequestId) -> Result<LeaveRequest, Error> {
    let db = hr.db().read();
    let row = store::find(db, who.company, id).await?;
    one(store::named(db, who.company, vec![row]).await?)
}

/// The requests of the company, of one status or all, in the order of their ids.
pub async fn list(
    hr: &Hr,
    who: &Who,
    status: Option<Status>,
    page: PageRequest,
) -> Result<Page<LeaveRequest>, Error> {
    store::list(hr.db().read(), who.company, status, page).await
}

/// Changes a pending request; `WrongState` once it is decided.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: LeaveRequestId,
    change: LeaveRequestChange,
) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(it, change, w.now)?;
            save(&w, it, "leave.change").await
        })
    })
    .await
}

/// Approves a pending request; `WrongState` once it is decided.
pub async fn approve(hr: &Hr, who: &Who, id: LeaveRequestId) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::approve(it, approver(&w).await?, w.now)?;
            save(&w, it, "leave.approve").await
        })
    })
    .await
}

/// Rejects a pending request, for a reason or none; `WrongState` once it is decided.
pub async fn reject(
    hr: &Hr,
    who: &Who,
    id: LeaveRequestId,
    reason: Option<String>,
) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::reject(it, approver(&w).await?, reason, w.now)?;
            save(&w, it, "leave.reject").await
        })
    })
    .await
}

/// Removes a request for good, whatever its status.
pub async fn delete(hr: &Hr, who: &Who, id: LeaveRequestId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("leave.delete", id.get()).await
        })
    })
    .await
}

/// Who decides: the person who signed in, or the company's first admin behind a machine's token.
async fn approver(w: &Write<'_>) -> Result<Option<EmployeeId>, Error> {
    match w.who.actor {
        Actor::User(user) => access::employee_of(w.tx, w.who.company, user).await,
        Actor::Client(_) | Actor::Application(_) | Actor::System => {
            employee::first_admin(w.tx, w.who.company).await
        }
    }
}

async fn save(w: &Write<'_>, it: store::Row, verb: &'static str) -> Result<LeaveRequest, Error> {
    let it = store::update(w.tx, w.who.company, it).await?;
    w.audit(verb, it.id.get()).await?;
    shown(w, it).await
}

async fn shown(w: &Write<'_>, it: store::Row) -> Result<LeaveRequest, Error> {
    one(store::named(w.tx, w.who.company, vec![it]).await?)
}

fn one(named: Vec<LeaveRequest>) -> Result<LeaveRequest, Error> {
    named.into_iter().next().ok_or(Error::NotFound("leave request"))
}
