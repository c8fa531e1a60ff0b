//! What the sender asks of the core: what is due, what was sent, how it ended.

use chrono::TimeDelta;
use sea_orm::ActiveValue::Set;

use super::rules::{self, Next};
use super::{Due, Outcome, Status, WebhookChange, store};
use crate::entity::webhook_delivery::ActiveModel;
use crate::id::{CompanyId, DeliveryId};
use crate::{Error, Hr, Who};

/// How long a claim keeps other senders away, in seconds: longer than an attempt may take.
pub const CLAIMED_S: i64 = 60;

/// Takes what is due now in all companies, at most `limit`; nobody else is given it for
/// [`CLAIMED_S`]. Where nothing is due nothing is written.
pub async fn claim(hr: &Hr, limit: u64) -> Result<Vec<Due>, Error> {
    let now = hr.clock().now();
    if limit == 0 || store::due(now, 1).one(hr.db().read()).await?.is_none() {
        return Ok(Vec::new());
    }
    let rows = hr
        .register(move |r| {
            Box::pin(async move {
                let rows = store::due(r.now, limit).all(r.tx).await?;
                let ids = rows.iter().map(|(delivery, _)| delivery.id).collect();
                store::hold(r.tx, ids, r.now + TimeDelta::seconds(CLAIMED_S)).await?;
                Ok(rows)
            })
        })
        .await?;
    let mut ready = Vec::with_capacity(rows.len());
    for (delivery, endpoint) in rows {
        let Some(endpoint) = endpoint else { continue };
        match store::ready(hr, delivery, endpoint) {
            Ok(due) => ready.push(due),
            // One endpoint's trouble must not keep the others waiting.
            Err(error) => tracing::error!(operator = error.operator(), "a delivery is not ready"),
        }
    }
    Ok(ready)
}

/// Keeps the body of a delivery before its first attempt, so that every attempt sends the same.
pub async fn keep_body(
    hr: &Hr,
    company: CompanyId,
    id: DeliveryId,
    body: String,
) -> Result<(), Error> {
    hr.write(&Who::system(company), move |w| {
        Box::pin(async move {
            let row = ActiveModel { body: Set(Some(body)), ..Default::default() };
            store::save_delivery(w.tx, company, id, row).await
        })
    })
    .await
}

/// Notes how an attempt ended: settled, to be tried again later, or given up.
///
/// An endpoint that says it is gone, or fails to the last attempt, is turned off. What was
/// deleted or settled in the meantime is left alone.
pub async fn report(
    hr: &Hr,
    company: CompanyId,
    id: DeliveryId,
    outcome: Outcome,
) -> Result<(), Error> {
    let jitter = i64::from(u16::from_be_bytes(hr.random().bytes()?) % 201) - 100;
    hr.write(&Who::system(company), move |w| {
        Box::pin(async move {
            let old = match store::delivery(w.tx, company, id).await {
                Ok(old) if old.status == Status::Pending.code() => old,
                Ok(_) | Err(Error::NotFound(_)) => return Ok(()),
                Err(error) => return Err(error),
            };
            let attempts = old.attempts.saturating_add(1);
            let (status, at) = match rules::next(attempts, outcome, w.now, jitter) {
                Next::Succeeded => (Status::Succeeded, None),
                Next::Again(at) => (Status::Pending, Some(at)),
                Next::GivenUp { disable } => {
                    if disable {
                        let off = WebhookChange { active: Some(false), ..Default::default() };
                        let it = store::find(w.tx, company, old.endpoint_id).await?;
                        store::update(w.tx, company, rules::change(it, off, w.now)?).await?;
                        w.audit("webhook.disable", old.endpoint_id.get()).await?;
                    }
                    (Status::Failed, None)
                }
            };
            let answered = match outcome {
                Outcome::Answered { status, .. } => Some(i32::from(status)),
                Outcome::Unanswered | Outcome::Unsendable => None,
            };
            let row = ActiveModel {
                status: Set(status.code()),
                attempts: Set(attempts),
                response_status: Set(answered),
                next_attempt_at: Set(at),
                claimed_until: Set(None),
                updated_at: Set(w.now),
                ..Default::default()
            };
            store::save_delivery(w.tx, company, id, row).await
        })
    })
    .await
}
