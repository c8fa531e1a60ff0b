//! What can be done with leave that somebody would like to have: look at it, and ask for it.

use rust_decimal::Decimal;

use super::{Asker, Checked, Forecast, NewLeave, Submitted, facts, rules};
use crate::id::LeaveRequestId;
use crate::leave::{self, LeaveRequest, LeaveRequestChange, NewLeaveRequest, Status};
use crate::leave_type::Kind;
use crate::{Error, Hr, Patch, Who, Write};

/// What the request would be, or every reason against it; fails as [`submit`] does.
pub async fn check(hr: &Hr, who: &Who, asked: &NewLeave, asker: Asker) -> Result<Checked, Error> {
    if let Some(id) = asked.leave {
        let it = leave::get(hr, who, id).await?;
        if it.employee.id != asked.employee {
            return Err(Error::NotFound("leave request"));
        }
        if it.status != Status::Pending {
            return Err(Error::wrong_state("only a pending request can be changed"));
        }
    }
    let facts = facts::gather(hr.db().read(), who.company, asked, hr.clock().now()).await?;
    let facts = match facts {
        Ok(facts) => facts,
        Err(reason) => return Ok(Checked::Refused(vec![reason])),
    };
    let reasons = rules::judge(asked, asker, &facts);
    if !reasons.is_empty() {
        return Ok(Checked::Refused(reasons));
    }
    // Whoever is edited stays pending, even where its new type needs no approval.
    let waits = facts.requires_approval || asked.leave.is_some();
    let status = if waits && !asker.overrides() { Status::Pending } else { Status::Approved };
    Ok(Checked::Possible(Forecast { days: facts.days, status }))
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
