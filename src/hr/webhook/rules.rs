//! What an endpoint must have, and when a delivery is tried again.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Event, NewWebhook, Outcome, Webhook, WebhookChange};
use crate::id::WebhookId;
use crate::patch::set;
use crate::{Error, Faults};

/// Before each attempt, in seconds: at once, then 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h.
const DELAYS_S: [i64; 10] = [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// How far the other side may push the next attempt away, in seconds.
const LONGEST_S: i64 = 86_400;

/// Of a secret, in bytes.
const SECRET: std::ops::RangeInclusive<usize> = 24..=64;

/// What follows from an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Succeeded,
    Again(DateTime<Utc>),
    /// Never again; the endpoint may be at fault.
    GivenUp {
        disable: bool,
    },
}

pub fn create(new: NewWebhook, now: DateTime<Utc>) -> Result<Webhook, Error> {
    let length = new.secret.as_ref().map_or(*SECRET.start(), Vec::len);
    Faults::default()
        .filled("url", &new.url)
        .check(!new.events.is_empty(), "events", "must not be empty")
        .check(SECRET.contains(&length), "secret", "must have 24 to 64 bytes")
        .result()?;
    Ok(Webhook {
        id: WebhookId(0),
        url: new.url,
        events: once(new.events),
        description: new.description,
        active: new.active,
        created_at: now,
        updated_at: now,
    })
}

pub fn change(
    mut it: Webhook,
    change: WebhookChange,
    now: DateTime<Utc>,
) -> Result<Webhook, Error> {
    set(&mut it.url, change.url);
    set(&mut it.events, change.events.map(once));
    change.description.apply(&mut it.description);
    set(&mut it.active, change.active);
    Faults::default()
        .filled("url", &it.url)
        .check(!it.events.is_empty(), "events", "must not be empty")
        .result()?;
    it.updated_at = now;
    Ok(it)
}

fn once(mut events: Vec<Event>) -> Vec<Event> {
    events.sort_unstable();
    events.dedup();
    events
}

/// What follows once `attempts` were made and the last ended so.
///
/// `jitter` is -100 to 100 thousandths, so that many endpoints are not called at once. Who answers
/// 429, 502 or 504 is given the longer delay of the attempt after next.
pub fn next(attempts: i32, outcome: Outcome, now: DateTime<Utc>, jitter: i64) -> Next {
    let (status, not_before) = match outcome {
        Outcome::Answered { status, not_before } => (status, not_before),
        Outcome::Unanswered => (0, None),
        Outcome::Unsendable => return Next::GivenUp { disable: false },
    };
    let made = usize::try_from(attempts).unwrap_or(0);
    match status {
        200..=299 => return Next::Succeeded,
        410 => return Next::GivenUp { disable: true },
        _ if made >= DELAYS_S.len() => return Next::GivenUp { disable: true },
        _ => {}
    }
    let slower = usize::from(matches!(status, 429 | 502 | 504));
    let delay_s = DELAYS_S[(made + slower).min(DELAYS_S.len() - 1)];
    let at = now + TimeDelta::milliseconds(delay_s * (1000 + jitter));
    let latest = now + TimeDelta::seconds(LONGEST_S);
    Next::Again(not_before.map_or(at, |asked| at.max(asked.min(latest))))
}
