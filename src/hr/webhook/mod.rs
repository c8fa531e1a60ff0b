//! Webhooks: where a company wants to be told what happened, and what became of each telling.

mod event;
mod queue;
mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{CompanyId, DeliveryId, WebhookId};

pub use event::Event;
pub use queue::{CLAIMED_S, claim, keep_body, report};
pub(crate) use store::raise;
pub use verbs::{change, create, delete, deliveries, get, list, redeliver};

/// An endpoint of the company, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    pub id: WebhookId,
    pub url: String,
    /// What it is told, each once; never empty.
    pub events: Vec<Event>,
    pub description: Option<String>,
    /// Whether anything is sent; the server itself turns it off after repeated failures.
    pub active: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new endpoint is made of.
#[derive(Clone, Default)]
pub struct NewWebhook {
    pub url: String,
    pub events: Vec<Event>,
    pub description: Option<String>,
    pub active: bool,
    /// 24 to 64 bytes; random ones where they are not given, which only fixed test data does.
    pub secret: Option<Vec<u8>>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct WebhookChange {
    pub url: Option<String>,
    /// Replaces the whole list.
    pub events: Option<Vec<Event>>,
    pub description: Patch<String>,
    pub active: Option<bool>,
}

coded! {
    /// What became of a delivery so far.
    pub enum Status("delivery status") { Pending = 0, Succeeded = 1, Failed = 2 }
}

/// One event for one endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub id: DeliveryId,
    pub webhook: WebhookId,
    /// `msg_` and letters; the same for every delivery of one event.
    pub message_id: String,
    pub event: Event,
    /// The record that it is about, by the id of its noun.
    pub subject: i64,
    pub occurred_at: DateTime<Utc>,
    pub status: Status,
    /// Attempts made.
    pub attempts: i32,
    /// The HTTP status of the last attempt that was answered.
    pub response_status: Option<u16>,
    /// None once it is settled.
    pub next_attempt_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

/// A delivery that is to be sent now, with all that sending needs.
#[derive(Clone)]
pub struct Due {
    pub id: DeliveryId,
    pub company: CompanyId,
    pub url: String,
    /// What it is signed with.
    pub secret: Vec<u8>,
    pub message_id: String,
    pub event: Event,
    pub subject: i64,
    pub occurred_at: DateTime<Utc>,
    /// As it was first sent; None before the first attempt.
    pub body: Option<String>,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// With this HTTP status; the other side may ask to be left alone until a moment.
    Answered { status: u16, not_before: Option<DateTime<Utc>> },
    /// Without an answer.
    Unanswered,
    /// It can never be sent: what it is about is gone, or it is too large.
    Unsendable,
}
