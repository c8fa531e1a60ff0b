//! What can be done with leave that somebody would like to have: look at it, and ask for it.

use rust_decimal::Decimal;

use super::{Asker, NewLeave, Reason, Submitted, facts, rules};
use crate::id::LeaveRequestId;
use crate::leave::{self, LeaveRequest, LeaveRequestChange, NewLeaveRequest, Status};
use crate::leave_type::Kind;
use crate::{Error, Hr, Patch, Who, Write};

/// Every reason against the request; none where it may be made.
pub async fn check(
    hr: &Hr,
    who: &Who,
    asked: &NewLeave,
    asker: Asker,
) -> Result<Vec<Reason>, Error> {
    let facts = facts::gather(hr.db().read(), who.company, asked, hr.clock().now()).await?;
    Ok(facts.map_or_else(|reason| vec![reason], |facts| rules::judge(asked, asker, &facts)))
}

/// Makes the request unless something is against it; whoever may override the rules needs no
/// approval either.
///
/// A request that is edited must still be pending (`WrongState`) and be the employee's own
/// (`NotFound`). Its length in days is that of the employee's work.
pub async fn submit(hr: &Hr, who: &Who, asked: NewLeave, asker: Asker) -> Result<Submitted, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let facts = match facts::gather(w.tx, w.who.company, &asked, w.now).await? {
                Ok(facts) => facts,
                Err(reason) => return Ok(Submitted::Refused(vec![reason])),
            };
            let reasons = rules::judge(&asked, asker, &facts);
            if !reasons.is_empty() {
                return Ok(Submitted::Refused(reasons));
            }
            let days = facts.days;
            let made = match asked.leave {
                Some(id) => edit(&w, id, asked, days).await?,
                None => leave::create_in(&w, new(asked, days)).await?,
            };
            let made = match made.status {
                Status::Pending if asker.overrides() => leave::approve_in(&w, made.id).await?,
                _ => made,
            };
            Ok(Submitted::Made(Box::new(made)))
        })
    })
    .await
}

fn new(asked: NewLeave, days: Decimal) -> NewLeaveRequest {
    NewLeaveRequest {
        employee: asked.employee,
        // The type's own kind takes its place.
        kind: Kind::Annual,
        leave_type: Some(asked.leave_type),
        starts_at: asked.starts_at,
        ends_at: asked.ends_at,
        notes: asked.note,
        total_days: Some(days),
        external_id: None,
    }
}

async fn edit(
    w: &Write<'_>,
    id: LeaveRequestId,
    asked: NewLeave,
    days: Decimal,
) -> Result<LeaveRequest, Error> {
    let change = LeaveRequestChange {
        leave_type: Some(asked.leave_type),
        starts_at: Some(asked.starts_at),
        ends_at: Some(asked.ends_at),
        notes: asked.note.map_or(Patch::Keep, Patch::Set),
        total_days: Patch::Set(days),
        ..Default::default()
    };
    let it = leave::change_in(w, id, change).await?;
    // What was written is undone with the error.
    let own = Some(it).filter(|it| it.employee.id == asked.employee);
    own.ok_or(Error::NotFound("leave request"))
}
