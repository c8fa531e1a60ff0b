//! Messages about the system itself, the same for every company.

mod store;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

use crate::code::coded;
use crate::id::SystemMessageId;
use crate::{Actor, Error, Faults, Hr};

coded! {
    /// What a message is about.
    pub enum Kind("system message kind") { Available = 1, Maintenance = 2 }
}

/// A message about the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemMessage {
    pub id: SystemMessageId,
    pub title: String,
    pub message: String,
    pub kind: Kind,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// What a new message is made of.
#[derive(Clone, Debug)]
pub struct NewSystemMessage {
    pub title: String,
    pub message: String,
    pub kind: Kind,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// Adds a message; `Invalid` where the title is empty or the end does not follow the start.
pub async fn post(hr: &Hr, new: NewSystemMessage) -> Result<SystemMessage, Error> {
    Faults::default()
        .filled("title", &new.title)
        .check(new.starts_at < new.ends_at, "ends_at", "must be after the start")
        .result()?;
    hr.register(move |r| {
        Box::pin(async move {
            let it = store::insert(r.tx, new).await?;
            r.audit("system_message.post", it.id.get(), None, Actor::System).await?;
            Ok(it)
        })
    })
    .await
}

/// The messages that have not ended yet, in the order of ids.
pub async fn list(hr: &Hr) -> Result<Vec<SystemMessage>, Error> {
    store::not_ended(hr.db().read(), hr.clock().now()).await
}
