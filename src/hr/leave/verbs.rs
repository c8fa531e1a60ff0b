//! What can be done with leave requests: load, rule, save and audit in one transaction.

use super::decide::noted;
use super::{
    Decision, Filter, LeaveRequest, LeaveRequestChange, NewLeaveRequest, Status, days, notices,
    rules, steps, store,
};
use crate::approval::{self, Stage};
use crate::id::{EmployeeId, LeaveRequestId};
use crate::{Actor, Error, Hr, Page, PageRequest, Who, Write, access, employee, leave_type};

/// Asks for leave; the request is pending, unless its type needs no approval.
///
/// The employee's manager decides first, if they have one who has not left, then HR. `Invalid`
/// where the employee or the type is unknown or the end does not follow the start. Requests may
/// overlap: no source says that they may not, and half days of two kinds do.
pub async fn create(hr: &Hr, who: &Who, new: NewLeaveRequest) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| Box::pin(async move { create_in(&w, new).await })).await
}

/// [`create`] as part of another write.
pub(crate) async fn create_in(w: &Write<'_>, new: NewLeaveRequest) -> Result<LeaveRequest, Error> {
    let company = w.who.company;
    let of = leave_type::chosen(w.tx, company, new.leave_type, new.kind).await?;
    let it = rules::create(new, of.as_ref(), w.now)?;
    let superior = superior(w, it.employee).await?;
    let it = store::insert(w.tx, company, it).await?;
    if it.status == Status::Pending {
        steps::insert(w.tx, company, it.id, rules::steps(superior)).await?;
    }
    w.audit("leave.create", it.id.get()).await?;
    let it = shown(w, it).await?;
    notices::asked(w, &it).await?;
    Ok(it)
}

/// One request; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: LeaveRequestId) -> Result<LeaveRequest, Error> {
    let db = hr.db().read();
    let row = store::find(db, who.company, id).await?;
    one(store::named(db, who.company, vec![row]).await?)
}

/// The requests that the filter lets through, in its order.
pub async fn list(
    hr: &Hr,
    who: &Who,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<LeaveRequest>, Error> {
    store::list(hr.db().read(), who.company, filter, page).await
}

/// The same without pages, in four statements at most.
pub async fn all(hr: &Hr, who: &Who, filter: &Filter) -> Result<Vec<LeaveRequest>, Error> {
    store::all(hr.db().read(), who.company, filter).await
}

/// Changes a pending request; `WrongState` once it is decided.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: LeaveRequestId,
    change: LeaveRequestChange,
) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| Box::pin(async move { change_in(&w, id, change).await })).await
}

/// [`change`] as part of another write.
pub(crate) async fn change_in(
    w: &Write<'_>,
    id: LeaveRequestId,
    change: LeaveRequestChange,
) -> Result<LeaveRequest, Error> {
    let it = store::find(w.tx, w.who.company, id).await?;
    let times = |it: &store::Row| (it.starts_at, it.ends_at, it.total_days);
    let before = times(&it);
    let of = match rules::changes_type(&it, &change) {
        true => {
            let kind = change.kind.unwrap_or(it.kind);
            leave_type::chosen(w.tx, w.who.company, change.leave_type, kind).await?
        }
        false => None,
    };
    let it = rules::change(it, change, of.as_ref(), w.now)?;
    if times(&it) != before {
        days::clear(w.tx, w.who.company, id).await?;
    }
    save(w, it, "leave.change").await
}

/// Decides in the step of a pending request that waits for a decision, as the one who signed in.
///
/// The last approval approves the request, the first rejection rejects it. `Forbidden` for
/// whoever the step is not for, for machines and for the employee; `WrongState` once decided, for
/// HR and those whom a step names.
pub async fn act(
    hr: &Hr,
    who: &Who,
    id: LeaveRequestId,
    decision: Decision,
    notes: Option<String>,
) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let Actor::User(user) = w.who.actor else {
                return Err(Error::forbidden("only somebody who signed in can decide in a step"));
            };
            let it = store::find(w.tx, company, id).await?;
            let (employee, level) = access::standing(w.tx, company, user).await?;
            let chain = steps::of(w.tx, company, vec![id]).await?.remove(&id).unwrap_or_default();
            let approver = chain.iter().find(|step| step.decision.is_none());
            let alone = match approver.and_then(|step| step.approver) {
                Some(id) => id != employee && !employee::works(w.tx, company, id).await?,
                None => false,
            };
            let who = rules::Decider { employee, level };
            let before = stage(&it, &chain);
            let (it, step) = rules::act(it, &chain, who, alone, decision, notes.clone(), w.now)?;
            steps::save(w.tx, company, id, step).await?;
            let it = save(&w, it, "leave.act").await?;
            noted(&w, &it, before, notes).await?;
            Ok(it)
        })
    })
    .await
}

/// Approves a pending request in all its steps at once; `WrongState` once it is decided.
pub async fn approve(hr: &Hr, who: &Who, id: LeaveRequestId) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| Box::pin(async move { approve_in(&w, id).await })).await
}

/// [`approve`] as part of another write.
pub(crate) async fn approve_in(w: &Write<'_>, id: LeaveRequestId) -> Result<LeaveRequest, Error> {
    let (it, before) = found(w, id).await?;
    let it = rules::approve(it, approver(w).await?, w.now)?;
    let (company, by) = (w.who.company, it.approver);
    steps::close(w.tx, company, id, Decision::Approved, by, w.now).await?;
    let it = save(w, it, "leave.approve").await?;
    noted(w, &it, before, None).await?;
    Ok(it)
}

/// Rejects a pending request in all its steps at once, for a reason or none; `WrongState` once it
/// is decided.
pub async fn reject(
    hr: &Hr,
    who: &Who,
    id: LeaveRequestId,
    reason: Option<String>,
) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let (it, before) = found(&w, id).await?;
            let it = rules::reject(it, approver(&w).await?, reason.clone(), w.now)?;
            let (company, by) = (w.who.company, it.approver);
            steps::close(w.tx, company, id, Decision::Rejected, by, w.now).await?;
            let it = save(&w, it, "leave.reject").await?;
            noted(&w, &it, before, reason).await?;
            Ok(it)
        })
    })
    .await
}

/// Takes a pending or approved request back; `WrongState` where it is rejected or cancelled.
pub async fn cancel(hr: &Hr, who: &Who, id: LeaveRequestId) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let (it, before) = found(&w, id).await?;
            let it = save(&w, rules::cancel(it, w.now)?, "leave.cancel").await?;
            noted(&w, &it, before, None).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a request for good, whatever its status.
pub async fn delete(hr: &Hr, who: &Who, id: LeaveRequestId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            approval::clear(&w, approval::Kind::Leave, id.get()).await?;
            w.audit("leave.delete", id.get()).await
        })
    })
    .await
}

/// Whom the employee reports to, unless that one has left and can decide nothing any more.
async fn superior(w: &Write<'_>, id: EmployeeId) -> Result<Option<EmployeeId>, Error> {
    let company = w.who.company;
    match employee::superior_of(w.tx, company, id, "employee_id").await? {
        Some(id) if employee::works(w.tx, company, id).await? => Ok(Some(id)),
        _ => Ok(None),
    }
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

/// Who signed in; nobody behind a machine's token.
pub(super) async fn actor(w: &Write<'_>) -> Result<Option<EmployeeId>, Error> {
    match w.who.actor {
        Actor::User(user) => access::employee_of(w.tx, w.who.company, user).await,
        Actor::Client(_) | Actor::Application(_) | Actor::System => Ok(None),
    }
}

/// A request and where it stands.
async fn found(w: &Write<'_>, id: LeaveRequestId) -> Result<(store::Row, Stage), Error> {
    let it = store::find(w.tx, w.who.company, id).await?;
    let chain = steps::of(w.tx, w.who.company, vec![id]).await?.remove(&id).unwrap_or_default();
    let stage = stage(&it, &chain);
    Ok((it, stage))
}

fn stage(it: &store::Row, steps: &[steps::Row]) -> Stage {
    it.status.stage(steps.iter().any(|step| step.decision.is_some()))
}

async fn save(w: &Write<'_>, it: store::Row, verb: &'static str) -> Result<LeaveRequest, Error> {
    let it = store::update(w.tx, w.who.company, it).await?;
    w.audit(verb, it.id.get()).await?;
    let it = shown(w, it).await?;
    notices::decided(w, &it).await?;
    Ok(it)
}

pub(super) async fn shown(w: &Write<'_>, it: store::Row) -> Result<LeaveRequest, Error> {
    one(store::named(w.tx, w.who.company, vec![it]).await?)
}

fn one(named: Vec<LeaveRequest>) -> Result<LeaveRequest, Error> {
    named.into_iter().next().ok_or(Error::NotFound("leave request"))
}
