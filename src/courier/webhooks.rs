//! The sender of webhooks: takes what is due, signs it as Standard Webhooks says, reports back.

#[cfg(test)]
mod tests;

use std::{sync::Arc, time::Duration};

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use futures_util::future::{BoxFuture, join_all};
use hr::{
    Error, Hr,
    id::CompanyId,
    webhook::{self, Due, Event, Outcome},
};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::{Answer, Poster};

/// Deliveries that are sent side by side.
const TOGETHER: usize = 20;

/// Between two looks at what is due, in seconds.
const PAUSE_S: u64 = 1;

/// Largest body, in bytes.
const LARGEST: usize = 20_000;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    pub event: Event,
    pub company: CompanyId,
    /// The id of the record, by the event's noun.
    pub id: i64,
}

/// Makes the `data` of a message in the words of the API whose webhooks they are.
///
/// `NotFound` means that there is nothing to tell any more: the delivery is given up.
pub type Render = Arc<dyn Fn(Subject) -> BoxFuture<'static, Result<Value, Error>> + Send + Sync>;

/// Sends what is due. Several servers may do so over one database: each claims what it sends.
#[derive(Clone)]
pub struct Sender {
    pub hr: Hr,
    pub poster: Poster,
    pub render: Render,
}

impl Sender {
    /// Looks for what is due every second, for as long as it is polled.
    ///
    /// Dropped while it sends, it leaves claims that end by themselves: what was under way is
    /// sent once more, with the same message id.
    pub async fn run(self) {
        // Tasks of their own: one that waits here for the database while nobody polls it would hold
        // the very connection that the next look needs.
        let mut under_way = JoinSet::new();
        loop {
            let free = TOGETHER - under_way.len();
            let claimed = webhook::claim(&self.hr, free as u64).await.unwrap_or_else(|error| {
                tracing::error!(operator = error.operator(), "webhooks could not be claimed");
                Vec::new()
            });
            // There is more where as much came as there was room for.
            let more = claimed.len() == free;
            for due in claimed {
                let sender = self.clone();
                under_way.spawn(async move { sender.attempt(due).await });
            }
            let pause = tokio::time::sleep(Duration::from_secs(PAUSE_S));
            tokio::pin!(pause);
            // Nobody who takes long keeps the others waiting.
            loop {
                tokio::select! {
                    () = &mut pause => break,
                    Some(_) = under_way.join_next() => if more { break },
                }
            }
        }
    }

    /// Sends what is due now, and says how many attempts it made.
    ///
    /// # Errors
    /// Where nothing could be claimed; what fails for one delivery is logged and tried again.
    pub async fn step(&self) -> Result<usize, Error> {
        let due = webhook::claim(&self.hr, TOGETHER as u64).await?;
        Ok(join_all(due.into_iter().map(|due| self.attempt(due))).await.len())
    }

    async fn attempt(&self, due: Due) {
        let id = due.id;
        if let Err(error) = self.try_attempt(due).await {
            let operator = error.operator();
            tracing::error!(%id, %error, operator, "a webhook could not be sent");
        }
    }

    async fn try_attempt(&self, due: Due) -> Result<(), Error> {
        let outcome = match self.body(&due).await? {
            Some(body) => self.send(&due, body).await,
            None => Outcome::Unsendable,
        };
        webhook::report(&self.hr, due.company, due.id, outcome).await
    }

    /// The body as it was first sent, or a new one, kept before it is sent. None where there is
    /// nothing that could be sent.
    async fn body(&self, due: &Due) -> Result<Option<String>, Error> {
        if let Some(body) = &due.body {
            return Ok(Some(body.clone()));
        }
        let Due { id, company, event, subject, .. } = *due;
        let data = match (self.render)(Subject { event, company, id: subject }).await {
            Ok(data) => data,
            Err(Error::NotFound(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let timestamp = due.occurred_at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let body = json!({ "type": event.name(), "timestamp": timestamp, "data": data });
        let body = body.to_string();
        if body.len() > LARGEST {
            tracing::error!(%id, bytes = body.len(), "a webhook is too large to be sent");
            return Ok(None);
        }
        webhook::keep_body(&self.hr, company, id, body.clone()).await?;
        Ok(Some(body))
    }

    async fn send(&self, due: &Due, body: String) -> Outcome {
        let now = self.hr.clock().now();
        let headers = [
            ("webhook-id", due.message_id.clone()),
            ("webhook-timestamp", now.timestamp().to_string()),
            ("webhook-signature", sign(&due.secret, &due.message_id, now.timestamp(), &body)),
        ];
        match self.poster.post(&due.url, &headers, body).await {
            Ok(Answer { status, retry_after }) => {
                let not_before = retry_after.and_then(|text| moment(&text, now));
                Outcome::Answered { status, not_before }
            }
            Err(refused) => {
                tracing::debug!(id = %due.id, %refused, "a webhook was not answered");
                Outcome::Unanswered
            }
        }
    }
}

/// `v1,` and the HMAC-SHA256 over id, Unix seconds and body, in base64.
fn sign(secret: &[u8], message_id: &str, at_s: i64, body: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    let signed = hmac::sign(&key, format!("{message_id}.{at_s}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(signed))
}

/// `Retry-After`: seconds from now, or a date.
fn moment(text: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match text.trim().parse::<u32>() {
        Ok(seconds) => Some(now + TimeDelta::seconds(seconds.into())),
        Err(_) => DateTime::parse_from_rfc2822(text.trim()).ok().map(|at| at.to_utc()),
    }
}
